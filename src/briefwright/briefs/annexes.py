"""Annexes: the brief that another brief documents, in the same language and for no wider circle of readers."""

from __future__ import annotations

from collections.abc import Mapping

from briefwright.briefs.brief import Brief
from briefwright.briefs.selection import Selection, selections_of
from briefwright.facts.base import FactBase
from briefwright.facts.values import AUDIENCES, Audience
from briefwright.faults import Faults


def documented_selection(
    annex: Selection, briefs: Mapping[str, Brief], base: FactBase, faults: Faults, audience: Audience | None = None
) -> Selection | None:
    """Return the variant of the brief that an annex documents, or None after reporting that there is none.

    `base` is the whole base; `audience` takes the place of the brief's own, as in `selections_of`.
    """
    brief = briefs.get(annex.brief.record.annex_to or "")
    if brief is None:
        return None
    place = annex.brief.place("annex_to")
    variants = selections_of(brief, base, annex.settings, faults, audience)
    documented = next((variant for variant in variants if variant.language == annex.language), None)
    if documented is None:
        faults.error(place, "ANNEX", f"the brief '{brief.name}' is not made in '{annex.language}', as its annex is")
    elif AUDIENCES.index(documented.audience) > AUDIENCES.index(annex.audience):
        message = (
            f"the brief '{brief.name}' is for '{documented.audience}', its annex for '{annex.audience}', "
            f"who may not see all of it: write audience: {documented.audience}"
        )
        faults.error(place, "ANNEX", message)
        return None
    return documented
