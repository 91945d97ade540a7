"""Appeals, signatories and chronologies, as layouts show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from layout.shown import shown

MakeDossier = Callable[[Mapping[str, str]], Path]

APPEAL = """\
organisations:
  example-state: {name: Example State}
  roster-body: {name: Alpha Roster, ecosoc_status: roster}
  general-body: {name: Zeta General, ecosoc_status: general}
  special-body: {name: Éta Special, ecosoc_status: special}
  other-special: {name: Beta Special, ecosoc_status: special}
  plain-body: {name: Aardvark}
people:
  eric: {name: Éric Zed, sort_name: "Zed, Éric"}
  odman: {name: Åke Ödman, sort_name: "Ödman, Åke"}
  olsen: {name: Ove Olsen, sort_name: "Olsen, Ove"}
  emile: {name: Émile}
  eve: {name: Eve}
facts:
  concern: {text: It goes on., status: alleged, said_by: example-state, cite: [example-news]}
appeals:
  letter:
    kind: joint-statement
    title: Letter
    occasion: Session
    issued_by: ann
    addressed_to: [example-state, ann]
    cite: [example-news]
    sent: 2020-09-03
    published: 2020-11
    reply_days: 60
    reply:
      values: [{value: none, as_of: 2020-12-12, cite: ["example-report, p. 2"]}]
    concerns: [concern]
    demands:
      - {id: stop, text: Stop., cite: [example-news]}
      - {id: tell, text: Tell., cite: [example-news], of: [ann]}
    signatories:
      - {person: olsen, capacity: Professor, group: Academics}
      - {person: eve, group: Officials}
      - {person: odman, group: Academics, cite: [example-news]}
      - {person: eric, group: Academics}
      - {person: emile, group: Officials}
      - {organisation: roster-body}
      - {organisation: plain-body}
      - {organisation: special-body}
      - {organisation: other-special}
      - {organisation: general-body, cite: [example-news]}
      - {count: 150, qualifier: more-than, described_as: former officials, cite: [example-news]}
"""


def appeal(make: MakeDossier, body: str, files: Mapping[str, str] | None = None) -> list[str]:
    """Return what a layout's text shows of the appeal, which it calls `letter`."""
    template = "{% set letter = appeal() %}" + body
    return shown(make, template, {"facts/appeal.yaml": APPEAL, **(files or {})}, "appeal: letter\n")


def test_people_are_grouped_and_sorted_as_the_language_sorts(make_dossier: MakeDossier) -> None:
    body = (
        "{% for group in letter.people_tables %}<h2>{{ group.heading }}</h2>"
        "{% for row in group.rows %}<p>{{ row.number }} {{ row.name }}{{ row.note }} {{ row.capacity }}</p>"
        "{% endfor %}{% endfor %}"
    )
    assert appeal(make_dossier, body) == [
        "## Academics",
        "1 Åke Ödman⟦<example-news>⟧",
        "2 Ove Olsen Professor",
        "3 Éric Zed",
        "## Officials",
        "4 Émile",
        "5 Eve",
    ]


def test_organisations_stand_in_the_order_of_their_consultative_status(make_dossier: MakeDossier) -> None:
    body = (
        "{% for group in letter.organisations %}<h2>{{ group.heading }}</h2>"
        "{% for row in group.rows %}<p>{{ row.name }}{{ row.note }}</p>{% endfor %}{% endfor %}"
    )
    assert appeal(make_dossier, body) == [
        "## General consultative status",
        "Zeta General⟦<example-news>⟧",
        "## Special consultative status",
        "Beta Special",
        "Éta Special",
        "## Roster",
        "Alpha Roster",
        "## Consultative status not stated",
        "Aardvark",
    ]


def test_heads_are_counted_and_names_too(make_dossier: MakeDossier) -> None:
    body = "<p>{{ letter.signed_by }}</p>{% for count in letter.counts %}<p>{{ count }}</p>{% endfor %}"
    assert appeal(make_dossier, body) == [
        "More than 150 former officials, five of them named in the sources, five organisations",
        "more than 150 former officials⟦<example-news>⟧",
    ]


def test_dates_time_for_reply_and_reply(make_dossier: MakeDossier) -> None:
    body = "<p>{{ letter.published }}</p><p>{{ letter.days_for_reply }}</p><p>{{ letter.reply }}</p>"
    assert appeal(make_dossier, body) == [
        "November 2020⟦<example-news>⟧",
        "60 days⟦<example-news>⟧ (counted from the day it was sent: 2 November 2020)",
        "No reply is known as of 12 December 2020⟦<example-report, p. 2>⟧",
    ]


def test_the_days_for_a_reply_are_not_counted_from_a_month(make_dossier: MakeDossier) -> None:
    files = {"facts/appeal.yaml": APPEAL.replace("sent: 2020-09-03", "sent: 2020-09")}
    assert appeal(make_dossier, "<p>{{ letter.days_for_reply }}</p>", files) == ["60 days⟦<example-news>⟧"]


def test_what_is_asked_is_grouped_by_whom_it_is_asked_of(make_dossier: MakeDossier) -> None:
    body = (
        "<p>{{ letter.kind }}; {{ letter.addressed_to }}; {{ letter.issued_by }}</p>"
        "{% for group in letter.demands %}<p>{{ group.of }}</p>"
        "<ul>{% for demand in group.demands %}<li>{{ demand }}</li>{% endfor %}</ul>{% endfor %}"
        "<ul>{% for concern in letter.concerns %}<li>{{ concern }}</li>{% endfor %}</ul>"
    )
    assert appeal(make_dossier, body) == [
        "Joint written statement; Example State and Ann Example; Ann Example",
        "Example State and Ann Example",
        "- {stop: Stop.}⟦<example-news>⟧",
        "Ann Example",
        "- {tell: Tell.}⟦<example-news>⟧",
        "- {concern: It goes on (alleged by Example State).}⟦<example-news>⟧",
    ]


DATED = """\
facts:
  open-end: {text: Goes on., status: established, date: 1988/.., cite: [example-news]}
  season: {text: In summer., status: established, date: 1989-22, cite: [example-news]}
  decade: {text: Once., status: established, date: 198X, cite: [example-news]}
  stated: {text: In May., status: established, date: 1989-05-XX, cite: [example-news]}
  undated: {text: Never., status: established, cite: [example-news]}
"""

YEARS = (
    "{% for year in years() %}<h2>{{ year.year }}</h2>"
    "{% for entry in year.entries %}<p>{{ entry.date }}: {{ entry.text }}</p>{% endfor %}{% endfor %}"
)


def test_a_chronology_groups_by_year_and_says_uncertain_dates_in_words(make_dossier: MakeDossier) -> None:
    assert shown(make_dossier, YEARS, {"facts/dated.yaml": DATED}) == [
        "## 1980",
        "the 1980s: {decade: Once.}⟦<example-news>⟧",
        "## 1988",
        "since 1988: {open-end: Goes on.}⟦<example-news>⟧",
        "19 July 1988: {first-fact: The first thing happened.}⟦<example-report, p. 1>⟧",
        "## 1989",
        "May 1989, day not stated: {stated: In May.}⟦<example-news>⟧",
        "summer 1989: {season: In summer.}⟦<example-news>⟧",
    ]


def test_the_timeline_says_in_words_what_it_shows(make_dossier: MakeDossier) -> None:
    found = shown(make_dossier, "<p>{{ timeline().alt }}</p>", {"facts/dated.yaml": DATED})
    assert found == ["Timeline from 1980 to 1989. Number of entries by year: 1 in 1980, 2 in 1988 and 2 in 1989."]
