"""The kinds of locator: what CSL calls them, how authors abbreviate them, and words that CSL's locales lack.

A kind is a CSL locator type (CSL 1.0.2, appendix II). pandoc reads a kind from the words of the document's own
locale, so "para." is lost in a Persian document; each kind therefore gets a keyword of ours, the same in every
language, through a term form that no locator label ever prints (``verb-short``).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# How authors write each kind, as matched without case and without a full stop.
_WRITTEN: Mapping[str, str] = MappingProxyType(
    {
        "page": "p pp pg pgs page pages ص صص صفحه الصفحة с стр",
        "paragraph": "para paras par pars paragraph paragraphs ¶ ¶¶ al párr بند پاراگراف الفقرة فقرة п пп",
        "article-locator": "art arts article articles artículo ماده مادهٔ المادة مادة ст",
        "section": "sec secs sect sects section sections § §§ sección",
        "chapter": "ch chs chap chaps chapter chapters cap capítulo chapitre فصل гл",
        "note": "n nn fn note notes footnote footnotes پانویس",
        "folio": "fol fols folio folios",
        "timestamp": "min mins minute minutes timestamp دقیقه دقیقهٔ",
        "table": "table tables tbl tbls جدول",
        "figure": "fig figs figure figures",
        "appendix": "app apps appendix appendices",
        "rule": "rule rules",
        "part": "pt pts part parts",
        "column": "col cols column columns",
        "line": "l ll line lines",
        "verse": "v vv verse verses",
        "volume": "vol vols volume volumes",
        "issue": "no nos issue issues",
        "book": "bk bks book books",
    }
)

KIND_OF: Mapping[str, str] = MappingProxyType(
    {word: kind for kind, words in _WRITTEN.items() for word in words.split()}
)
"""The kind that each written label means: ``paras`` is ``paragraph``."""

KINDS: tuple[str, ...] = tuple(_WRITTEN)
"""Every kind that a locator can have, in a fixed order."""

NATIVE = frozenset(
    "page paragraph section chapter note folio figure part column line verse volume issue book".split()
)
"""The kinds that pandoc's citeproc knows; the others reach it without a kind, their label in the value."""

BARE = "opus"
"""The CSL type whose terms the house copy of a style blanks, so that a value stands without any label."""

LOCALE_GAPS: Mapping[str, Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "": {"timestamp": ("min.", "min.")},
        "fa": {
            "paragraph": ("بند", "بندهای"),
            "article-locator": ("مادهٔ", "مواد"),
            "table": ("جدول", "جدول‌های"),
            "appendix": ("پیوست", "پیوست‌های"),
            "rule": ("قاعدهٔ", "قواعد"),
            "timestamp": ("دقیقهٔ", "دقیقه‌های"),
        },
        "ar": {
            "paragraph": ("الفقرة", "الفقرات"),
            "article-locator": ("المادة", "المواد"),
            "table": ("الجدول", "الجداول"),
            "appendix": ("الملحق", "الملاحق"),
            "rule": ("القاعدة", "القواعد"),
            "timestamp": ("الدقيقة", "الدقائق"),
        },
        "ru": {
            "article-locator": ("ст.", "ст."),
            "table": ("табл.", "табл."),
            "appendix": ("прил.", "прил."),
            "rule": ("правило", "правила"),
            "timestamp": ("мин.", "мин."),
        },
        "es": {"table": ("tabla", "tablas"), "appendix": ("apéndice", "apéndices"), "rule": ("regla", "reglas")},
    }
)
"""Terms by language, singular and plural, that CSL's locales give in English, as the United Nations do not, or not
at all; '' is any language."""

IBID: Mapping[str, str] = MappingProxyType({"ar": "المرجع نفسه"})
"""What stands for the source of the note before, where CSL's locale has other words than the United Nations."""


NOTE_WORDS: Mapping[str, str] = MappingProxyType(
    {"ar": "الحاشية\u00a0", "es": "nota ", "fa": "پانویس\u00a0", "fr": "note ", "ru": "сноска ", "zh": "注"}
)
"""What stands before the number of another note; styles write it in English, as "n 3" or "supra note 3"."""

GENITIVES: Mapping[str, str] = MappingProxyType(
    {
        "январь": "января",
        "февраль": "февраля",
        "март": "марта",
        "апрель": "апреля",
        "май": "мая",
        "июнь": "июня",
        "июль": "июля",
        "август": "августа",
        "сентябрь": "сентября",
        "октябрь": "октября",
        "ноябрь": "ноября",
        "декабрь": "декабря",
    }
)
"""The months in Russian as they stand behind a day; CSL's locale has only their names."""


def keyword(kind: str) -> str:
    """Return the word by which pandoc knows a kind in every language."""
    return "bw" + kind.replace("-", "")
