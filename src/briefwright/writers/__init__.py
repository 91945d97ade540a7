"""The writers: a finished document tree → DOCX, web page, and the PDF that is printed from that page's twin.

Comes in: a `Document` that has left the citations room, so no `Cite` is left and every `Note` has its number.
Goes out: bytes or text in one format, whole or not at all; the words are those of the tree and of its `Furniture`.
This room knows faults, i18n and the tree, and nothing of facts or briefs. Each heavy library is imported only
where it is used.
"""
