"""The wording of dates in a language: CLDR for what is exact, sentences of our catalogue for what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from babel import Locale as Cldr
from babel.dates import format_date, format_skeleton

from briefwright.i18n.edtf import Edtf, Moment

Translate = Callable[[str], str]
# A word of a CLDR skeleton for each precision: which fields the date shows, not their order or punctuation.
_SKELETONS = {"day": "yMMMMd", "month": "yMMMM", "year": "y"}


def date_in_words(edtf: Edtf, cldr: Cldr, translate: Translate) -> str:
    """Return the wording of a date as a reader of the language expects it.

    Exact dates follow CLDR; approximation, doubt, an open end or a day that no source states are said in words.
    """
    if edtf.kind == "set":
        first, *others = edtf.members
        words = _moment(first, cldr, translate)
        for member in others:
            words = translate("{first} or {second}").format(first=words, second=_moment(member, cldr, translate))
        return words
    if edtf.kind == "interval":
        return _interval(edtf, cldr, translate)
    return _moment(edtf.anchor, cldr, translate)


def _interval(edtf: Edtf, cldr: Cldr, translate: Translate) -> str:
    if edtf.start is None or edtf.end is None:
        pattern = translate("since {date}") if edtf.end is None else translate("until {date}")
        return pattern.format(date=_moment(edtf.anchor, cldr, translate))
    plain = all(not (m.uncertain or m.approximate or m.day_not_stated) for m in (edtf.start, edtf.end))
    precisions = {edtf.start.precision, edtf.end.precision}
    if plain and len(precisions) == 1 and precisions <= set(_SKELETONS):
        return _exact_interval(_day(edtf.start), _day(edtf.end), _SKELETONS[precisions.pop()], cldr)
    pattern = translate("{start} to {end}")
    return pattern.format(start=_moment(edtf.start, cldr, translate), end=_moment(edtf.end, cldr, translate))


def _exact_interval(start: date, end: date, skeleton: str, cldr: Cldr) -> str:
    """Return CLDR's interval ("15–18 November 2019"), which says once what both ends share."""
    differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    # CLDR has interval patterns for the short month only; the same patterns serve for its full name.
    patterns = cldr.interval_formats[skeleton.replace("MMMM", "MMM")].get(differs)
    if patterns is None:  # both ends are the same
        return format_skeleton(skeleton, start, locale=cldr)
    full = (part.replace("MMM", "MMMM").replace("LLL", "LLLL") for part in patterns)
    words = "".join(format_date(day, part, locale=cldr) for day, part in zip((start, end), full, strict=True))
    # Narrow spaces around the dash are CLDR's; fonts that lack them would print boxes.
    return words.replace("\u2009", " ")


def _moment(moment: Moment, cldr: Cldr, translate: Translate) -> str:
    words = _known_part(moment, cldr, translate)
    if moment.day_not_stated:
        words = translate("{date}, day not stated").format(date=words)
    if moment.approximate:
        words = translate("about {date}").format(date=words)
    if moment.uncertain:
        words = translate("{date} (uncertain)").format(date=words)
    return words


def _known_part(moment: Moment, cldr: Cldr, translate: Translate) -> str:
    precision = moment.precision
    if precision == "day":
        return format_date(_day(moment), "long", locale=cldr)
    if precision in ("month", "year"):
        return format_skeleton(_SKELETONS[precision], _day(moment), locale=cldr)
    if precision == "tens":
        pattern = (translate("early {month}"), translate("mid-{month}"), translate("late {month}"))[
            moment.tens or 0
        ]
        return pattern.format(month=format_skeleton("yMMMM", _day(moment), locale=cldr))
    if precision == "season":
        seasons = (
            translate("spring {year}"),
            translate("summer {year}"),
            translate("autumn {year}"),
            translate("winter {year}"),
        )
        return seasons[(moment.month or 21) - 21].format(year=moment.year)
    pattern = translate("the {year}s") if precision == "decade" else translate("between {first} and {last}")
    return pattern.format(year=moment.year.replace("X", "0"), first=moment.earliest[0], last=moment.latest[0])


def _day(moment: Moment) -> date:
    return date(*moment.earliest)
