"""The settings part and the document's own properties: what Word is told, and nothing about who wrote it."""

from __future__ import annotations

from briefwright.document.nodes import Metadata
from briefwright.writers.docx.language import languages
from briefwright.writers.docx.markup import XML_DECLARATION, escape, part_xml
from briefwright.writers.docx.notes import SEPARATORS

# Word 2013 and later: anything lower shows "Compatibility Mode" in the title bar.
_COMPATIBILITY_MODE = 15
_COMPATIBILITY_ADDRESS = "http://schemas.microsoft.com/office/word"


def settings_xml(metadata: Metadata, *, even_and_odd: bool) -> bytes:
    """Return the settings part, in the order of the schema (ECMA-376 17.15.1.78)."""
    separators = "".join(f'<w:footnote w:id="{number}"/>' for number in SEPARATORS.values())
    theme = " ".join(f'w:{kind}="{language}"' for kind, language in languages(metadata).items())
    content = (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        f"{'<w:evenAndOddHeaders/>' if even_and_odd else ''}"
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:footnotePr>{separators}</w:footnotePr>"
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{_COMPATIBILITY_ADDRESS}" '
        f'w:val="{_COMPATIBILITY_MODE}"/></w:compat><w:themeFontLang {theme}/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )
    return part_xml("settings", content)


def core_properties_xml(metadata: Metadata) -> bytes:
    """Return the core properties (ECMA-376 part 2, 11): no date, and no creator but the publisher."""
    pairs = (
        ("title", metadata.title),
        ("subject", metadata.subject),
        ("creator", metadata.publisher),
        ("language", metadata.language),
    )
    content = "".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in pairs if text)
    return (
        f'{XML_DECLARATION}<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        f"{content}</cp:coreProperties>"
    ).encode()


def extended_properties_xml(metadata: Metadata) -> bytes:
    """Return the extended properties (ECMA-376 22.2): the publisher, and no program."""
    company = f"<Company>{escape(metadata.publisher)}</Company>" if metadata.publisher else ""
    address = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{XML_DECLARATION}<Properties xmlns="{address}">{company}</Properties>'.encode()
