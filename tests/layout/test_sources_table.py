"""The table of sources: it is offered what the document cites, wherever in the layout it stands."""

from __future__ import annotations

import pytest

from briefwright.document import nodes as n
from briefwright.document.walk import query
from layout.shown import MakeDossier, document_of

TABLE = """\
<table><caption>Sources</caption><thead><tr><th>Source</th></tr></thead><tbody>
{% for source in sources() %}
<tr data-source="{{ source.id }}"><td><span data-entry="{{ source.id }}"></span></td></tr>
{% endfor %}
</tbody></table>
"""
SOURCES = """\
sources:
  late: {type: webpage, title: Zebra, publisher: Example Organisation, nature: ngo}
  early: {type: webpage, title: Zebra, publisher: Example Organisation, nature: ngo}
  first: {type: webpage, title: Antelope, publisher: Example Organisation, nature: ngo}
  uncited: {type: webpage, title: Bear, publisher: Example Organisation, nature: ngo}
"""
CITED = '<p>Words.{{ cite("early") }}</p><p>Words.{{ cite("first") }}{{ cite("late") }}</p>'


@pytest.mark.parametrize(
    "body",
    [f"{CITED}{TABLE}", f"{TABLE}{CITED}", f"<p>More.{{{{ cite('first') }}}}</p>{TABLE}{CITED}{TABLE}"],
    ids=["behind", "before", "between"],
)
def test_the_table_lists_what_is_cited_by_title_and_then_as_the_base_has_it(
    make_dossier: MakeDossier, body: str
) -> None:
    document = document_of(make_dossier, body, {"facts/zoo.yaml": SOURCES})
    for table in query(document, n.Table):
        rows = [row.source for row in table.body]
        assert [source for source in rows if source in {"late", "early", "first"}] == ["first", "late", "early"]


def test_a_table_at_the_end_asks_for_nothing_else(make_dossier: MakeDossier) -> None:
    document = document_of(make_dossier, f"{CITED}{TABLE}", {"facts/zoo.yaml": SOURCES})
    (table,) = query(document, n.Table)
    assert [row.source for row in table.body] == ["first", "late", "early"]
