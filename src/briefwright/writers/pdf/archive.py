"""What makes a PDF/A-3a of WeasyPrint's a PDF/UA-1 as well, and the description of both (XMP, ISO 16684-1).

PDF/A allows only properties that it knows or that are described in the file (ISO 19005-3, 6.6.2.3), and it does not
know the one by which a file says that it is PDF/UA (ISO 14289-1, 5).
"""

from __future__ import annotations

import re

import pydyf

VARIANT = "pdf/a-3a"
_PRODUCER = re.compile(rb'<rdf:Description rdf:about="" pdf:Producer="[^"]*" />')
_END = b"</rdf:RDF>"
_ACCESSIBLE = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def describe(pdf: pydyf.PDF) -> None:
    """Say in the metadata that the file is PDF/UA-1 too, and take the name of the program out of them.

    A document tells of its makers what its dossier tells.
    """
    del pdf.info["Producer"]
    described = next(part for part in pdf.objects if getattr(part, "extra", {}).get("Type") == "/Metadata")
    described.stream = [_rewritten(part) for part in described.stream]


def _rewritten(xmp: bytes) -> bytes:
    return _PRODUCER.sub(b"", xmp).replace(_END, _ACCESSIBLE + _END)
