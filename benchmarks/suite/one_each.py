"""Letters laid out one by one; run as a script: one_each.py DOSSIER REPORT COUNT.

It writes to REPORT the seconds of a letter, the median of so many, spread over all languages: printed by the code
that prints any other document, in a process that has everything loaded.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path


def main() -> None:
    """Print some letters, each as a document of its own, and report what one takes."""
    # Run as a script, the folder of this module is looked through instead of the one above it.
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    from briefwright.layout.render import shared_css
    from briefwright.writers.html import write_html
    from briefwright.writers.pdf.printing import print_page
    from suite.trees import trees_of

    root, report = map(Path, sys.argv[1:3])
    trees = list(trees_of(root))
    css = shared_css(root, "common.css") + shared_css(root, "print.css")
    print_page(write_html(trees[0], css=css, for_print=True))
    taken = []
    for tree in trees[:: -(-len(trees) // int(sys.argv[3]))]:
        page = write_html(tree, css=css, for_print=True)
        start = time.perf_counter()
        said, _ = print_page(page)
        taken.append(time.perf_counter() - start)
        if "pages" not in said:
            raise SystemExit(f"a letter could not be printed: {said}")
    report.write_text(json.dumps(statistics.median(taken)), encoding="utf-8")


if __name__ == "__main__":
    main()
