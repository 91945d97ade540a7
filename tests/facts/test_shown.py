"""Views of a base: made once for each audience, and no record looked at that hides nothing."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from pathlib import Path

from briefwright.facts.audience import visible_base
from briefwright.facts.derived import derived
from briefwright.facts.shown import Shown, touched
from briefwright.facts.traits import as_written
from briefwright.i18n.edtf import parse
from facts.example import EXAMPLE, read_base

MakeDossier = Callable[[Mapping[str, str]], Path]

HIDDEN = """\
people:
  witness: {name: Witness Example, visibility: partners}
  named: {name: Named Example, consent: [{given_by: herself, date: 2019, audiences: [public], until: 2020}]}
facts:
  x: {text: X., status: established, people: [witness], cite: [example-news]}
  y: {text: Y., status: reported, said_by: witness, cite: [example-news]}
  z: {text: Z., status: established, cite: [example-news]}
"""


def test_where_nothing_is_hidden_the_view_is_the_base(make_dossier: MakeDossier) -> None:
    base = read_base(make_dossier(EXAMPLE))
    assert visible_base(base, "internal") is base
    assert base.omissions == ()


def test_a_view_is_made_once_for_all_dates_on_which_it_is_the_same(make_dossier: MakeDossier) -> None:
    base = read_base(make_dossier({**EXAMPLE, "facts/hidden.yaml": HIDDEN}))
    early, then, later = (visible_base(base, "public", parse(date)) for date in ("2018", "2020-06", "2024"))
    assert early is later
    assert early is not then
    assert "named" in then.people
    assert "named" not in early.people
    assert visible_base(base, "partners", parse("2018")) is not early


def test_a_view_shows_what_is_not_hidden_in_the_order_of_the_base(make_dossier: MakeDossier) -> None:
    base = read_base(make_dossier({**EXAMPLE, "facts/hidden.yaml": HIDDEN}))
    view = visible_base(base, "public")
    assert isinstance(view.facts, Shown)
    assert list(view.facts) == [fact for fact in base.facts if fact != "y"]
    assert len(view.facts) == len(base.facts) - 1
    assert "y" not in view.facts
    assert view.facts.get("y") is None
    assert view.facts["x"].people == ()
    assert view.facts["z"] is base.facts["z"]
    assert view.places is base.places
    assert list(touched(base.facts, view.facts)) == ["x", "y"]
    assert list(touched(base.facts, dict(view.facts))) == ["x", "y"]
    assert [omission.record for omission in view.omissions.of("y", "x")] == ["x", "y"]
    assert view.why_withheld("y") == "its said_by 'witness' is hidden"


def test_ids_are_sorted_as_the_files_have_them(make_dossier: MakeDossier) -> None:
    base = read_base(make_dossier({**EXAMPLE, "facts/hidden.yaml": HIDDEN}))
    assert as_written(reversed(list(base.facts)), base) == list(base.facts)


def test_what_was_worked_out_of_a_base_is_kept_with_it_alone(make_dossier: MakeDossier) -> None:
    base, asked = read_base(make_dossier(EXAMPLE)), list[str]()

    def counted(of: object, word: str) -> int:
        asked.append(word)
        return len(asked)

    assert [derived(counted, base, "one"), derived(counted, base, "one"), derived(counted, base, "two")] == [
        1,
        1,
        2,
    ]
    assert asked == ["one", "two"]
    assert pickle.loads(pickle.dumps(vars(base)["_derived"])) == {}  # noqa: S301 - our own bytes
