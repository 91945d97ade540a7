"""How BibTeX's and BibLaTeX's entry types, fields and language names stand for CSL's.

Sources: the BibLaTeX manual 3.20, sections 2.1 and 2.2; the CSL 1.0.2 specification, appendices III and IV.
"""

from __future__ import annotations

# Entry type → CSL type. Every entry type is known to BibTeX or BibLaTeX, or is read by one of them as another.
TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal", "periodical": "periodical",
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "reference", "mvreference"), "book"),
    **dict.fromkeys(("proceedings", "mvproceedings", "manual", "commentary"), "book"),
    "booklet": "pamphlet",
    **dict.fromkeys(("incollection", "inbook", "bookinbook", "suppbook", "suppcollection"), "chapter"),
    "inreference": "entry-encyclopedia",
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("report", "techreport"), "report"),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), "thesis"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("misc", "customa", "customb", "customc", "customd", "custome", "customf", "set"), "document"),
    "unpublished": "manuscript", "patent": "patent", "dataset": "dataset", "software": "software",
    "jurisdiction": "legal_case", "legislation": "legislation", "legal": "treaty",
    "letter": "personal_communication",
    **dict.fromkeys(("movie", "video"), "motion_picture"),
    "audio": "broadcast", "music": "song", "image": "graphic", "artwork": "graphic", "bibnote": "document",
    "performance": "performance", "review": "review", "standard": "standard",
}  # fmt: skip
SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
# What these entry types say beyond their CSL type, where the entry has no type field.
GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
# CSL type → entry type, where that is not the first of `TYPES` that means it, or is only near.
WRITTEN = {
    "article": "unpublished", "article-magazine": "article", "article-newspaper": "article", "bill": "legislation",
    "classic": "book", "collection": "misc", "entry": "inreference", "entry-dictionary": "inreference",
    "map": "image", "figure": "image", "musical_score": "music", "post": "online", "post-weblog": "online",
    "regulation": "legislation", "review-book": "review",
}  # fmt: skip

IN_BOOK = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"})
_ARTICLES = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "periodical", "review", "review-book"}
)
_SERIAL = IN_BOOK | {"book", "classic"}

NAMES = {"author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author"}
DATES = {"date": "issued", "urldate": "accessed", "origdate": "original-date", "eventdate": "event-date"}
# Field → CSL variable, for texts; those that several fields mean take the first that is there.
TEXTS = {
    "title": "title", "shorttitle": "title-short", "journaltitle": "container-title", "journal": "container-title",
    "booktitle": "container-title", "shortjournal": "container-title-short", "series": "collection-title",
    "volume": "volume", "volumes": "number-of-volumes", "edition": "edition", "pages": "page",
    "pagetotal": "number-of-pages", "chapter": "chapter-number", "part": "part-number", "publisher": "publisher",
    "institution": "publisher", "school": "publisher", "organization": "publisher", "location": "publisher-place",
    "address": "publisher-place", "venue": "event-place", "eventtitle": "event-title", "type": "genre",
    "doi": "DOI",
    "url": "URL", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "abstract": "abstract",
    "keywords": "keyword", "annotation": "annote", "annote": "annote", "note": "note",
    "origtitle": "original-title",
    "origpublisher": "original-publisher", "origlocation": "original-publisher-place", "version": "version",
    "pubstate": "status", "library": "archive", "issue": "issue",
}  # fmt: skip
# Held as they are, for a reader of the file would follow them: no LaTeX in them but what stands for itself.
VERBATIM = frozenset({"doi", "url", "isbn", "issn", "pmid", "pmcid", "file", "eprint", "langid"})
TITLES = frozenset(
    {"title", "shorttitle", "journaltitle", "journal", "booktitle", "series", "origtitle", "eventtitle"}
)


def text_fields(kind: str) -> dict[str, str]:
    """Return which field stands for which text variable in an item of a CSL type."""
    number = "issue" if kind in _ARTICLES else "collection-number" if kind in _SERIAL else "number"
    return {**TEXTS, "number": number, **({"institution": "authority"} if kind == "legal_case" else {})}


def written_field(variable: str, kind: str) -> str:
    """Return the field in which a text variable is written, or an empty string."""
    if variable == "container-title":
        return "booktitle" if kind in IN_BOOK else "journaltitle"
    if variable == "publisher":
        return {"report": "institution", "thesis": "institution", "webpage": "organization"}.get(kind, "publisher")
    fields = text_fields(kind)
    return next((field for field in ("number", *fields) if fields[field] == variable), "")


# babel's language names, as BibLaTeX's langid has them, for BCP 47 tags.
LANGUAGES = {
    "english": "en", "american": "en-US", "british": "en-GB", "canadian": "en-CA", "australian": "en-AU",
    "french": "fr", "german": "de", "austrian": "de-AT", "ngerman": "de", "spanish": "es", "persian": "fa",
    "farsi": "fa", "arabic": "ar", "hebrew": "he", "kurmanji": "ku", "turkish": "tr", "azerbaijani": "az",
    "russian": "ru", "ukrainian": "uk", "italian": "it", "dutch": "nl", "portuguese": "pt", "brazilian": "pt-BR",
    "polish": "pl", "czech": "cs", "swedish": "sv", "norwegian": "no", "nynorsk": "nn", "danish": "da",
    "finnish": "fi", "greek": "el", "romanian": "ro", "hungarian": "hu", "bulgarian": "bg", "croatian": "hr",
    "serbian": "sr", "armenian": "hy", "urdu": "ur", "hindi": "hi", "chinese": "zh", "japanese": "ja",
    "korean": "ko",
}  # fmt: skip
BABEL = {tag: name for name, tag in reversed(LANGUAGES.items())}
