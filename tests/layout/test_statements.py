"""The words of facts, figures, quotations and contested fields, and the notes behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefwright.faults import FaultsFound
from layout.shown import shown

MakeDossier = Callable[[Mapping[str, str]], Path]

BASE = """\
organisations:
  example-body: {name: Example Body, name_in: {fr: Organe exemple}}
facts:
  sure:      {text: It happened., status: established, cite: [example-news]}
  told:      {text: It happened., status: reported, said_by: example-body, cite: [example-news]}
  claimed:   {text: It happened, status: alleged, said_by: example-body, cite: [example-news]}
  argued:    {text: Did it happen?, status: disputed, said_by: example-body, cite: [example-news]}
  until-now: {text: It goes on., status: reported, said_by: ann, as_of: 2020-12-09, cite: [example-news]}
  remarked:
    text: It happened.
    status: established
    cite: [example-news, "example-report, p. 2"]
    remark: The two differ on the hour.
  in-tongues: {text: {en: Hello., fr: Bonjour.}, status: established, cite: [example-news]}
  marked: {text: "A <b>bold</b> & {{ brave }} claim.", status: established, cite: [example-news]}
figures:
  agreed:
    label: Agreed
    values: [{value: 12, cite: [example-news]}]
  chosen:
    label: Chosen
    values:
      - value: 4000
        qualifier: more-than
        preferred: true
        because: Counted by hand.
        cite: ["example-report, p. 5"]
      - {value: thousands, said_by: example-body, cite: [example-news]}
      - {value: 400, mistaken: A zero was lost., cite: [example-news]}
  open:
    label: Open
    values:
      - {value: 10, qualifier: at-least, said_by: ann, cite: [example-news]}
      - {value: 20, qualifier: up-to, said_by: example-body, cite: ["example-report, p. 5"]}
      - {value: 2, mistaken: Misprint., cite: [example-news]}
quotations:
  own-words: {speaker: ann, text: We were there., language: en, cite: [example-news]}
  foreign: {speaker: ann, text: Nous étions là., language: fr, cite: [example-news]}
  translated:
    speaker: ann
    text: Nous étions là.
    language: fr
    cite: [example-news]
    translations: {en: {text: We were there., by: ours}}
"""

SHOWN = {
    "fact('sure')": "{sure: It happened.}⟦<example-news>⟧",
    "fact('told')": "{told: It happened (reported by Example Body).}⟦<example-news>⟧",
    "fact('claimed')": "{claimed: It happened (alleged by Example Body)}⟦<example-news>⟧",
    "fact('claimed', 'example-body')": "{claimed: It happened}⟦<example-news>⟧",
    "fact('argued')": "{argued: Did it happen (stated by Example Body; disputed)?}⟦<example-news>⟧",
    "fact('argued', 'example-body')": "{argued: Did it happen (disputed)?}⟦<example-news>⟧",
    "fact('until-now')": "{until-now: It goes on (reported by Ann Example, as of 9 December 2020).}"
    "⟦<example-news>⟧",
    "fact('remarked')": "{remarked: It happened.}"
    "⟦<example-news; example-report, p. 2> The two differ on the hour.⟧",
    "fact('in-tongues')": "{in-tongues: Hello.}⟦<example-news>⟧",
    "fact('marked')": "{marked: A <b>bold</b> & {{ brave }} claim.}⟦<example-news>⟧",
    "figure('agreed')": "{agreed: 12}⟦<example-news>⟧",
    "figure('chosen')": "{chosen: more than 4,000}⟦<example-report, p. 5> But thousands: <example-news> "
    "Mistakenly 400: <example-news> (A zero was lost). Counted by hand.⟧",
    "figure('open')": "{open: at least 10 according to Ann Example;⟦<example-news>⟧ "
    "up to 20 according to Example Body}⟦<example-report, p. 5>⟧",
    "quotation('own-words')": "{own-words: “We were there.”}⟦<example-news>⟧",
    "quotation('own-words', False)": "{own-words: We were there.}⟦<example-news>⟧",
    "quotation('foreign')": "{foreign: “Nous étions là.”}⟦<example-news>⟧",
    "quotation('translated')": "{translated: “We were there.”}⟦<example-news> Our translation.⟧",
    "cite('example-report', 'p. 3')": "⟦<example-report, p. 3>⟧",
    "note('See', cite('example-news'))": "⟦See <example-news>⟧",
    "name('example-body')": "Example Body",
    "number(3)": "three",
    "_('Sent')": "Sent",
}


@pytest.mark.parametrize("call", SHOWN)
def test_what_a_call_shows(call: str, make_dossier: MakeDossier) -> None:
    assert shown(make_dossier, f"<p>{{{{ {call} }}}}</p>", {"facts/more.yaml": BASE}) == [SHOWN[call]]


def test_prose_calls_show_the_same_as_layouts(make_dossier: MakeDossier) -> None:
    calls = [call for call in SHOWN if not call.startswith(("note(", "_("))]
    prose = "".join(f"    {{{{ {call} }}}}\n\n" for call in calls)
    found = shown(make_dossier, "{{ prose('words') }}", {"facts/more.yaml": BASE}, f"prose:\n  words: |\n{prose}")
    assert found == [SHOWN[call] for call in calls]


APPEAL = """\
organisations:
  example-state: {name: Example State}
appeals:
  letter:
    kind: petition
    title: Letter
    addressed_to: [example-state]
    cite: [example-news]
    @field@
"""

DATES = {
    "sent: 2020-09-03": "3 September 2020⟦<example-news>⟧",
    'sent: {values: [{value: 2020-09-03, cite: ["example-report, p. 1"]}]}': (
        "3 September 2020⟦<example-report, p. 1>⟧"
    ),
    "sent: {values: [{value: 2020-09-03, cite: [example-news]}, {value: 2020-09-02, cite: [example-news]}]}": (
        "3 September 2020⟦<example-news>⟧ or 2 September 2020⟦<example-news>⟧"
    ),
    "sent: {values: [{value: 2020-09-03, preferred: true, because: Two say so., cite: [example-news]}, "
    "{value: 2020-09-02, cite: [example-news]}]}": (
        "3 September 2020⟦<example-news> But 2 September 2020: <example-news> Two say so.⟧"
    ),
    "sent: {values: [{value: 2020-09-03, cite: [example-news]}, "
    "{value: 2021-09-03, mistaken: A misprint., cite: [example-news]}]}": (
        "3 September 2020⟦Sources differ. <example-news> Mistakenly 3 September 2021: <example-news> (A misprint).⟧"
    ),
    "sent: 2020-09~": "about September 2020⟦<example-news>⟧",
}


@pytest.mark.parametrize("field", DATES)
def test_a_date_shows_what_sources_differ_on(field: str, make_dossier: MakeDossier) -> None:
    files = {"facts/appeal.yaml": APPEAL.replace("@field@", field)}
    found = shown(make_dossier, "<p>{{ appeal().sent }}</p>", files, "appeal: letter\n")
    assert found == [DATES[field]]


HIDDEN = """\
sources:
  private-source: {type: document, title: Private, nature: testimony, visibility: internal}
people:
  witness: {name: Witness Example, visibility: partners}
facts:
  hidden: {text: Hidden., status: established, cite: [example-news], visibility: internal}
  from-hidden: {text: Open., status: established, cite: [private-source]}
  by-hidden: {text: Open., status: reported, said_by: witness, cite: [example-news]}
"""


@pytest.mark.parametrize(
    ("call", "hidden", "why"),
    [
        ("fact('hidden')", "hidden", "internal"),
        ("fact('from-hidden')", "from-hidden", "every source of it is hidden"),
        ("fact('by-hidden')", "by-hidden", "its said_by 'witness' is hidden"),
        ("name('witness')", "witness", "partners"),
        ("cite('private-source')", "private-source", "internal"),
    ],
)
def test_what_is_not_for_the_audience_is_a_fault(
    call: str, hidden: str, why: str, make_dossier: MakeDossier
) -> None:
    with pytest.raises(FaultsFound) as found:
        shown(make_dossier, f"<p>\n{{{{ {call} }}}}</p>", {"facts/hidden.yaml": HIDDEN})
    assert str(found.value) == (
        "templates/own/layout.html.j2:3:1: AUDIENCE "
        f"'{hidden}' is not for the audience 'public' of this brief: {why}"
    )
    files = {"facts/hidden.yaml": HIDDEN}
    assert shown(make_dossier, f"<p>{{{{ {call} }}}}</p>", files, "audience: internal\n")


def test_a_fact_in_prose_that_is_not_for_the_audience_is_a_fault_at_its_line(make_dossier: MakeDossier) -> None:
    brief = "prose:\n  words: |\n    Words.\n\n    {{ fact('hidden') }}\n"
    with pytest.raises(FaultsFound) as found:
        shown(make_dossier, "{{ prose('words') }}", {"facts/hidden.yaml": HIDDEN}, brief)
    assert str(found.value) == (
        "briefs/one.yaml:8:1: AUDIENCE 'hidden' is not for the audience 'public' of this brief: internal"
    )
