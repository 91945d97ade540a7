"""Bibliographic items: web addresses, and CSL-JSON for citing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.facts.csl import to_csl_json
from briefwright.i18n.addresses import is_web_address
from briefwright.i18n.edtf import parse


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org/a/b?c=d&e=f#g",
        "https://example.org:8443/",
        "https://xn--mnchen-3ya.example/",
        "https://münchen.example/straße",
        "https://192.0.2.1/",
    ],
)
def test_an_address_that_a_reader_can_follow(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "www.example.org",
        "ftp://example.org/file",
        "javascript:alert(1)",
        "file:///etc/hosts",
        "https://",
        "https:///path",
        "https://e..org/",
        "https://user:secret@example.org/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://example.org:port/",
        "https://[bad/",
        "https://exa mple.org/",
        "https://example.org/<script>",
        "",
    ],
)
def test_what_is_no_address_for_a_reader(address: str) -> None:
    assert not is_web_address(address)


@given(st.text(max_size=40) | st.text("htps:/.@[]0123456789", max_size=40))
def test_no_text_is_too_odd_to_be_judged(text: str) -> None:
    assert is_web_address(text) in (True, False)


@pytest.mark.parametrize(
    ("date", "csl"),
    [
        ("2018", {"date-parts": [[2018]]}),
        ("2018-12", {"date-parts": [[2018, 12]]}),
        ("2018-12-04", {"date-parts": [[2018, 12, 4]]}),
        ("2018-12/2019-01-03", {"date-parts": [[2018, 12], [2019, 1, 3]]}),
        ("2018/..", {"date-parts": [[2018]]}),
        ("2018~", {"date-parts": [[2018]], "circa": True}),
        ("2018-12-04?", {"date-parts": [[2018, 12, 4]], "circa": True}),
        ("2018-21", {"date-parts": [[2018]], "season": 1}),
        ("2018-24", {"date-parts": [[2018]], "season": 4}),
        ("2018-05-XX", {"date-parts": [[2018, 5]]}),
        ("201X", {"literal": "201X"}),
        ("[2018,2019]", {"literal": "[2018,2019]"}),
    ],
)
def test_a_date_as_csl_json_writes_it(date: str, csl: object) -> None:
    assert to_csl_json("s", {"type": "report", "issued": parse(date)}) == {
        "id": "s",
        "type": "report",
        "issued": csl,
    }


def test_names_and_texts_go_as_they_are_and_private_remarks_stay_here() -> None:
    item = {
        "type": "book",
        "title": "A & B <em>",
        "author": [{"family": "Example", "given": "Ann"}, {"literal": "Example Institute"}],
        "note": "seen in private",
        "annote": "secret",
        "abstract": "long",
    }
    assert to_csl_json("s", item) == {
        "id": "s",
        "type": "book",
        "title": "A & B <em>",
        "author": [{"family": "Example", "given": "Ann"}, {"literal": "Example Institute"}],
    }
