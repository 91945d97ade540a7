"""A catalogue, doubted: its header, its plural forms, and whether each translation keeps what its text carries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from briefwright.faults import Faults, Place, did_you_mean
from briefwright.i18n.plurals import is_right, plural_forms, rule_of
from briefwright.i18n.po import Catalogue, Entry

# A call of prose, a citation, where a link leads, and a part that the program puts in.
_PLACEHOLDER = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\[@[^\[\]]*\]|\]\([^()\s]*\)|\{[^{}]*\}", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# Markdown at the start of a line: a heading, an item, a numbered item, a quotation.
_MARK = re.compile(r"^[ \t]*(?:(#{1,6})|([-*+])|(\d{1,9}[.)])|(>))(?=[ \t]|$)", re.MULTILINE)
# Without any of these no text carries anything: each of the patterns above and below needs one.
_CARRYING = re.compile(r"[{\[<*_]|\]\(|^[ \t]*(?:[#>+-]|\d{1,9}[.)])", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*|(?<!\w)__|__(?!\w)")
_SHOWN = 60


def check_header(catalogue: Catalogue, tag: str, faults: Faults) -> None:
    """Report a header that is of another language, or counts as no reader of the language does."""
    place = Place(catalogue.path)
    stated = catalogue.header.get("Language", "")
    if stated.replace("_", "-") != tag and _bare(stated) != tag:
        message = f"the header says Language: {stated or 'nothing'}: write Language: {tag.replace('-', '_')}"
        faults.error(place, "PO-HEADER", message)
    forms = catalogue.header.get("Plural-Forms")
    plural = any(entry.plural and not entry.obsolete for entry in catalogue.entries)
    if (forms is None and not plural) or (forms is not None and is_right(forms, tag)):
        return
    message = f"the header's Plural-Forms is not how '{tag}' counts: write {plural_forms(tag)}"
    faults.error(place, "PLURALS", message)


def _bare(stated: str) -> str:
    """Return a language without the region that tools add where the file's name has none."""
    return re.split(r"[-_]", stated)[0]


def check_entries(catalogue: Catalogue, faults: Faults) -> None:
    """Report each translation in use that lacks a form, or what its text carries, or carries something else."""
    rule = rule_of(catalogue.header.get("Plural-Forms", ""))
    for entry in catalogue.entries:
        if entry.obsolete or entry.is_fuzzy or not any(entry.strings):
            continue
        if entry.plural and rule is not None and len(entry.strings) != rule[0]:
            message = f"{len(entry.strings)} plural forms: the header says {rule[0]}"
            faults.error(catalogue.place(entry), "PLURALS", message)
        for index, string in enumerate(entry.strings):
            _check_string(catalogue, entry, index, string, faults)


def _check_string(catalogue: Catalogue, entry: Entry, index: int, string: str, faults: Faults) -> None:
    if not string:
        return
    place, source = catalogue.place_of_string(entry, index), entry.plural if index else entry.msgid
    if _is_plain(source) and _is_plain(string):
        return
    sentence = _difference(_placeholders(source), _placeholders(string), may_lack_number=bool(entry.plural))
    if sentence:
        faults.error(place, "PLACEHOLDER", f"the translation of {_shown(entry)} {sentence}")
    sentence = _difference(_markup(source), _markup(string))
    if sentence:
        faults.error(place, "MARKUP", f"the translation of {_shown(entry)} {sentence}")


def _is_plain(text: str) -> bool:
    """Tell whether a text has none of the characters with which placeholders, links, tags and marks begin."""
    return not _CARRYING.search(text)


def _placeholders(text: str) -> Counter[str]:
    return Counter("".join(found.split()) for found in _PLACEHOLDER.findall(text))


def _markup(text: str) -> Counter[str]:
    """Return the tags of a text, and the marks by which Markdown knows a heading, an item and strong words."""
    text = _PLACEHOLDER.sub("", text)
    found = _MARK.findall(text)
    marks = (heading or (item and "-") or (number and "1.") or ">" for heading, item, number, _ in found)
    return Counter([*_TAG.findall(text), *marks, *_EMPHASIS.findall(text)])


def _difference(source: Counter[str], target: Counter[str], may_lack_number: bool = False) -> str:
    """Return what a translation lacks and adds, as the end of a sentence; nothing where it keeps all."""
    if source == target:
        return ""
    lost, added = source - target, target - source
    if may_lack_number:  # "one person": the form of one number may say it in words
        del lost["{number}"]
    parts = [f"lacks {_listed(lost)}"] if lost else []
    if added:
        parts.append(f"has {_listed(added)}, which the text has not")
    return f"{' and '.join(parts)}: keep each as it is" if parts else ""


def _listed(found: Counter[str]) -> str:
    return ", ".join(f"'{text}'" for text in sorted(found.elements()))


def check_contexts(catalogue: Catalogue, contexts: Collection[str], faults: Faults) -> None:
    """Report each entry in use for which the dossier has no place; it may have been taken out since."""
    known = frozenset(contexts)
    for entry in catalogue.entries:
        if not entry.obsolete and entry.context is not None and entry.context not in known:
            near = did_you_mean(entry.context, known)
            message = f"the dossier has no text '{entry.context}'{near}: give 'briefwright translate update'"
            faults.warn(catalogue.place(entry), "UNKNOWN-CONTEXT", message)


def _shown(entry: Entry) -> str:
    text = " ".join(entry.msgid.split())
    return f"'{text[:_SHOWN]}…'" if len(text) > _SHOWN else f"'{text}'"
