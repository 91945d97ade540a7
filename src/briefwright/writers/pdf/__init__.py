"""PDF from the print form of a page: laid out by WeasyPrint in a process of its own and doubted before it is given.

`press` is this side of the process: it starts it, limits it, and ends it. `shop` is the other side, and alone
imports WeasyPrint: it prints (`printing`) and doubts what it printed (`gates`, `words`, `fonts`). A long document
is cut (`cutting`), printed by several presses and joined (`parts`); letters that are alike are printed together
(`mailing`).
"""

from briefwright.writers.pdf.mailing import write_pdfs
from briefwright.writers.pdf.parts import write_pdf
from briefwright.writers.pdf.press import Limits, Pdf, warm_up
from briefwright.writers.pdf.problems import Logged, MissingGlyph, PdfRefused, Problem

__all__ = ["Limits", "Logged", "MissingGlyph", "Pdf", "PdfRefused", "Problem", "warm_up", "write_pdf", "write_pdfs"]
