"""What the parts of a Word file are called: their content types and the kinds of their relationships (ECMA-376)."""

from __future__ import annotations

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

DOCUMENT = f"{_OFFICE}/officeDocument"
STYLES = f"{_OFFICE}/styles"
NUMBERING = f"{_OFFICE}/numbering"
SETTINGS = f"{_OFFICE}/settings"
FONT_TABLE = f"{_OFFICE}/fontTable"
FOOTNOTES = f"{_OFFICE}/footnotes"
HEADER = f"{_OFFICE}/header"
FOOTER = f"{_OFFICE}/footer"
HYPERLINK = f"{_OFFICE}/hyperlink"
IMAGE = f"{_OFFICE}/image"
THEME = f"{_OFFICE}/theme"
CORE_PROPERTIES = f"{_PACKAGE}/metadata/core-properties"
EXTENDED_PROPERTIES = f"{_OFFICE}/extended-properties"
"""The kinds of relationships (part 1, 11 and 15)."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = {
    DOCUMENT: f"{_WORD}.document.main+xml",
    STYLES: f"{_WORD}.styles+xml",
    NUMBERING: f"{_WORD}.numbering+xml",
    SETTINGS: f"{_WORD}.settings+xml",
    FONT_TABLE: f"{_WORD}.fontTable+xml",
    FOOTNOTES: f"{_WORD}.footnotes+xml",
    HEADER: f"{_WORD}.header+xml",
    FOOTER: f"{_WORD}.footer+xml",
    CORE_PROPERTIES: "application/vnd.openxmlformats-package.core-properties+xml",
    EXTENDED_PROPERTIES: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    IMAGE: "image/png",
}
"""The content type of each part that we write, by the kind of relationship that leads to it."""
