"""A dossier as a whole: its settings, fact base, layouts and briefs, read and doubted together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefwright.briefs.brief import Brief, read_briefs
from briefwright.evidence.rulebook import Rulebook, read_rulebook
from briefwright.facts.base import FactBase
from briefwright.facts.gate import read_fact_base
from briefwright.facts.settings import Settings, find_dossier, read_settings
from briefwright.faults import Faults
from briefwright.layout.layouts import Layout, read_layouts


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that a dossier's files say."""

    root: Path
    settings: Settings
    base: FactBase
    layouts: Mapping[str, Layout]
    briefs: Mapping[str, Brief]
    rulebook: Rulebook


def read_dossier(start: Path, faults: Faults) -> Dossier:
    """Return the dossier at a folder or above it.

    Faults of single records go to `faults`, so that what depends on the others can still be checked.

    Raises:
        FaultsFound: there is no dossier, or its settings cannot be read.

    """
    root = find_dossier(start)
    settings = read_settings(root, faults)
    base = read_fact_base(root, faults)
    layouts = read_layouts(root, faults)
    briefs = read_briefs(root, base, faults)
    rulebook = read_rulebook(root, settings, briefs, faults)
    faults.stop_if_any()
    assert settings is not None, "settings that cannot be read are an error"  # noqa: S101
    return Dossier(root, settings, base, layouts, briefs, rulebook)
