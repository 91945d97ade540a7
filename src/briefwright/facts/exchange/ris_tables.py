"""How RIS's types and tags stand for CSL's.

Source: the RIS format specification (Research Information Systems, 2001; tags as reference managers write them).
"""

from __future__ import annotations

TYPES = {
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic", "ART": "graphic",
    "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter",
    "CHART": "figure", "CLSWK": "classic", "COMP": "software", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "CTLG": "book", "DATA": "dataset", "DBASE": "dataset", "DICT": "entry-dictionary",
    "DICTIONARY": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage", "ENCYC": "entry-encyclopedia", "EQUA": "document", "FIGURE": "figure", "GEN": "document",
    "GOVDOC": "report", "GRANT": "document", "HEAR": "hearing", "ICOMM": "personal_communication",
    "INPR": "article-journal", "INTV": "interview", "JFULL": "periodical", "JOUR": "article-journal",
    "LEGAL": "regulation", "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine",
    "MPCT": "motion_picture", "MULTI": "document", "MUSIC": "musical_score", "NEWS": "article-newspaper",
    "PAMP": "pamphlet", "PAT": "patent", "PCOMM": "personal_communication", "PODCAST": "broadcast",
    "RPRT": "report", "SER": "book", "SLIDE": "speech", "SOUND": "song", "STAND": "standard", "STAT": "legislation",
    "THES": "thesis", "UNBILL": "bill", "UNPB": "manuscript", "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip

NAMES = {
    "AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A3": "collection-editor", "A4": "translator",
    "TA": "translator",
}  # fmt: skip
DATES = {"DA": "issued", "PY": "issued", "Y1": "issued", "Y2": "accessed"}
# Tag → CSL variable; of tags for the same variable the first in this table that is there is taken.
TEXTS = {
    "TI": "title", "T1": "title", "CT": "title", "JF": "container-title", "JO": "container-title",
    "T2": "container-title", "BT": "container-title", "J2": "container-title-short", "JA": "container-title-short",
    "T3": "collection-title", "ST": "title-short", "VL": "volume", "NV": "number-of-volumes", "ET": "edition",
    "PB": "publisher", "CY": "publisher-place", "PP": "publisher-place", "DO": "DOI", "AB": "abstract",
    "N2": "abstract", "N1": "note", "LA": "language", "M3": "genre", "CN": "call-number", "DB": "archive",
    "SE": "section", "OP": "original-title",
}  # fmt: skip
# A book, and what stands by itself, is no part of a container: its second title is that of a series.
WHOLE = frozenset({"book", "report", "thesis", "motion_picture"})
NUMBERED = frozenset({"report", "bill", "legislation", "patent", "standard", "regulation", "legal_case"})
SERIAL = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical"})
