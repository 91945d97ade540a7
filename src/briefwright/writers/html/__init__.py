"""HTML from the tree: the web page, and its twin with notes at their calls that the PDF is printed from."""

from briefwright.writers.html.page import write_html

__all__ = ["write_html"]
