"""Letterheads with artificial content, as python-docx makes them."""

from __future__ import annotations

import io
from functools import cache

import docx
from docx.shared import Mm, RGBColor
from PIL import Image
from PIL.PngImagePlugin import PngInfo

LOGO_COLOUR = (122, 31, 43)


def logo(kind: str = "PNG") -> bytes:
    """Return a picture whose metadata names a person."""
    buffer = io.BytesIO()
    picture = Image.new("RGB", (300, 60), LOGO_COLOUR)
    if kind == "PNG":
        names = PngInfo()
        names.add_text("Author", "Jane Example")
        picture.save(buffer, kind, pnginfo=names)
    else:
        exif = Image.Exif()
        exif[0x013B] = "Jane Example"
        picture.save(buffer, kind, exif=exif, comment=b"Jane Example")
    return buffer.getvalue()


@cache
def letterhead(picture: bytes | None = None) -> bytes:
    """Return a letterhead: a logo on the first page, a header, wide margins, headings and text of its own."""
    template = docx.Document()
    section = template.sections[0]
    section.left_margin, section.top_margin = Mm(40), Mm(45)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].add_run().add_picture(io.BytesIO(picture or logo()), width=Mm(40))
    section.header.paragraphs[0].text = "Example Committee, 1 Example Street"
    template.styles["Heading 1"].font.color.rgb = RGBColor(*LOGO_COLOUR)
    template.styles["Normal"].font.name = "Georgia"
    template.add_paragraph("Dear Ms Example, this text stays behind.")
    template.core_properties.author = "Jane Example"
    template.core_properties.last_modified_by = "Jane Example"
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()
