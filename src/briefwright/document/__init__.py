"""The document room: HTML of a layout → one closed tree of frozen nodes.

Comes in: the HTML that the layout room wrote, in its documented closed set of tags. Goes out: `Document`, and the
two ways through it, `walk` and `query`. It knows faults and i18n, and nothing of facts or of output formats.
"""
