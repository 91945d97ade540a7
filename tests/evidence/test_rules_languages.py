"""The rules on wording in the languages of the program: each claims what it says, in its own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefwright.build import Request, check
from briefwright.evidence.numbers import numbers_in
from briefwright.evidence.passages import own_words, sentence_around
from briefwright.evidence.phrases import phrases_of

MakeDossier = Callable[[Mapping[str, str]], Path]
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "fa")

# That somebody is said to have given the order, and that somebody gave it.
HEDGED = {
    "en": "Ada Example is said to have given the order.",
    "fr": "Ada Example aurait donné l’ordre.",
    "es": "Ada Example habría dado la orden.",
    "ru": "Ада Пример, как утверждается, отдала приказ.",
    "ar": "يُزعم أن آدا أصدرت الأمر.",
    "zh": "据称艾达下达了命令。",
    "fa": "گفته می‌شود که آدا دستور داده است.",
}
PLAIN = {
    "en": "Ada Example gave the order.",
    "fr": "Ada Example a donné l’ordre.",
    "es": "Ada Example dio la orden.",
    "ru": "Ада Пример утвердила приказ.",
    "ar": "أصدرت آدا الأمر بحق المتهمين.",
    "zh": "艾达下达了命令。",
    "fa": "آدا دستور را داد.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_that_it_alleges(language: str) -> None:
    alleged = phrases_of(language).alleged
    assert alleged.stand_in(HEDGED[language])
    assert not alleged.stand_in(PLAIN[language])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Ada Example aurait dû donner l’ordre."),
        ("es", "Ada Example habría debido dar la orden."),
        ("ru", "Ада Пример утверждала приговоры."),
        ("fa", "به گزارش گروه نمونه، آدا دستور داد."),
        ("zh", "据报告，艾达下达了命令。"),
        ("ar", "أفادت المجموعة بأن آدا أصدرت الأمر."),
    ],
)
def test_who_reports_it_is_no_allegation(language: str, text: str) -> None:
    assert not phrases_of(language).alleged.stand_in(text)


@pytest.mark.parametrize("text", ["گفته می‌شود", "گفته می شود", "گفته ميشود", "ادعای او", "متهم به قتل"])
def test_persian_is_met_however_it_is_typed(text: str) -> None:
    assert phrases_of("fa").alleged.stand_in(text)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fr", "30 000 personnes, 30 mille, le 3 septembre, par. 16, 3,5 et 7 %", [30_000, 30_000]),
        ("es", "30.000 personas, 30 mil, el 3 de septiembre, párr. 16 y 3.5", [30_000, 30_000]),
        ("ru", "30 000 человек, 30 тыс. человек, 3 сентября, пункт 16", [30_000, 30_000]),
        ("ar", "و٣٠٬٠٠٠ شخص، ٣٠ ألف شخص، ٣ أيلول/سبتمبر، الفقرة ١٦، ٧ في المائة", [30_000, 30_000]),
        ("zh", "共30,000人，3万人，7月19日第16段，百分之7", [30_000, 30_000]),
        ("fa", "۳۰٬۰۰۰ نفر، ۳۰ هزار نفر، ۱۳ شهریور، ۳ سپتامبر، بند ۱۶، ۷ درصد", [30_000, 30_000]),
    ],
)
def test_amounts_are_found_in_every_language(language: str, text: str, values: list[int]) -> None:
    assert [number.value for number in numbers_in(text, language)] == values


def test_a_solar_hijri_year_may_be_a_year() -> None:
    (year,) = numbers_in("کشتار ۱۳۶۷", "fa")
    assert year.may_be_year


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("甲说。乙有30,000人。丙走了。", "乙有30,000人"),
        ("Так было в 1988 г. и 30,000 умерло. Потом нет.", "Так было в 1988 г. и 30,000 умерло"),
        ("أهكذا؟ كانوا 30,000 شخص. نعم.", "كانوا 30,000 شخص"),
    ],
)
def test_a_sentence_ends_as_its_language_ends_it(text: str, sentence: str) -> None:
    at = text.index("30,000")
    assert sentence_around(text, at, at + 6) == sentence


def test_arabic_marks_open_the_other_way() -> None:
    text = "قال ”واحد“ وكتب ”اثنان“ ثم مضى"
    blank = own_words(text, "ar")
    assert "وكتب" in blank
    assert "واحد" not in blank
    assert "اثنان" not in blank


# -------------------------------------------------------------- whole dossiers

BASE = """\
sources:
  report: {type: webpage, title: Example report, author: [{literal: Example Group}], nature: ngo}
organisations:
  observers: {name: Example Observers, name_in: {fr: Observateurs Exemple}}
people:
  ada-example: {name: Ada Example, name_in: {fr: Ada Exemple}}
facts:
  order-given:
    text: Ada Example is said to have given the order.
    date: 2001
    status: reported
    said_by: observers
    accuses: [ada-example]
    cite: [report]
  many-killed:
    text: More than 4,500 people were killed.
    date: 2002
    status: established
    cite: [report]
figures:
  victims:
    label: People killed in the example prisons
    values:
      - {value: 30000, said_by: observers, cite: [report]}
      - {value: 4500, said_by: observers, cite: [report]}
"""
DOSSIER = "title: Example\nlanguage: en\nlanguages: [fr]\n"
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
)


def entry(context: str, text: str, translation: str) -> str:
    """Return an entry of a catalogue."""
    return f'\nmsgctxt "{context}"\nmsgid "{text}"\nmsgstr "{translation}"\n'


def found(make: MakeDossier, order: str, killed: str, prose: str = "") -> list[tuple[str, int, str]]:
    """Return the place and the code of what the rules find in the French brief, with these translations."""
    catalogue = HEADER + entry("facts/order-given/text", "Ada Example is said to have given the order.", order)
    catalogue += entry("facts/many-killed/text", "More than 4,500 people were killed.", killed)
    catalogue += entry("briefs/one/prose/introduction", "At least 4,500 were killed.", prose)
    brief = 'layout: chronology\ntitle: {en: One, fr: Un}\nprose: {introduction: "At least 4,500 were killed."}\n'
    files = {"dossier.yaml": DOSSIER, "facts/base.yaml": BASE, "locales/fr.po": catalogue, "briefs/one.yaml": brief}
    faults = check(make(files), Request())
    told = {"NOT-ALLEGED", "CONTESTED-FIGURE"}
    return [(fault.place.path, fault.place.line, fault.code) for fault in faults if fault.code in told]


RIGHT = ("Ada Exemple aurait donné l’ordre.", "Plus de 4 500 personnes ont été tuées.")


def test_a_right_translation_is_no_fault(make_dossier: MakeDossier) -> None:
    assert found(make_dossier, *RIGHT, "Au moins 4 500 ont été tués.") == []


def test_a_translation_that_loses_the_hedge_is_found_in_its_catalogue(make_dossier: MakeDossier) -> None:
    assert found(make_dossier, "Ada Exemple a donné l’ordre.", "4 500 personnes ont été tuées.") == [
        ("locales/fr.po", 9, "NOT-ALLEGED"),
        ("locales/fr.po", 13, "CONTESTED-FIGURE"),
    ]


def test_what_is_not_translated_is_judged_in_its_own_language(make_dossier: MakeDossier) -> None:
    assert found(make_dossier, "", "") == []


def test_a_translated_speaker_says_whose_number_it_is(make_dossier: MakeDossier) -> None:
    assert found(make_dossier, RIGHT[0], "Pour Observateurs Exemple, 4 500 morts.") == []
    assert found(make_dossier, RIGHT[0], "Voilà 4 500 morts.") == [("locales/fr.po", 13, "CONTESTED-FIGURE")]


def test_translated_prose_is_judged_in_its_line(make_dossier: MakeDossier) -> None:
    assert found(make_dossier, *RIGHT, "Il y a eu 4 500 morts.") == [("briefs/one.yaml", 3, "CONTESTED-FIGURE")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Selon des sources fiables, la porte était fermée."),
        ("es", "Según fuentes fidedignas, la puerta estaba cerrada."),
        ("ru", "По словам осведомленных источников, ворота были закрыты."),
        ("ar", "قالت مصادر موثوقة إن البوابة كانت مغلقة."),
        ("zh", "可靠消息来源说大门已关闭。"),
        ("fa", "به گفتهٔ منابع موثق دروازه بسته بود."),
    ],
)
def test_sources_without_a_name_are_found_in_every_language(language: str, text: str) -> None:
    ((start, end), *_) = phrases_of(language).unnamed.spans_in(text)
    assert 0 <= start < end <= len(text)
    assert not list(phrases_of(language).unnamed.spans_in(PLAIN[language]))
