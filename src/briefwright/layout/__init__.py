"""The layout room: a `Selection` and a layout → HTML in the closed set that the document room reads.

Comes in: a `Selection`, the folders of layouts. Goes out: `Page` (HTML with the place of each tag, drawings, style
sheet). Layouts and prose are data: Jinja's sandbox, a closed list of functions and filters, nothing else.
"""
