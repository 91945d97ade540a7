"""WeasyPrint as a peer, in its best form; run as a script: weasy.py PAGE STYLESHEET PDF.

Fonts are configured once, and its libraries are found without the eighty processes that it starts to look for them.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Lay out a page and write it."""
    path, os.environ["PATH"] = os.environ["PATH"], os.devnull
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    os.environ["PATH"] = path
    page, stylesheet, target = sys.argv[1:]
    fonts = FontConfiguration()
    style = weasyprint.CSS(filename=stylesheet, font_config=fonts)
    weasyprint.HTML(filename=page).write_pdf(target, stylesheets=[style], font_config=fonts)


if __name__ == "__main__":
    main()
