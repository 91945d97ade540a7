"""The archive of a dossier: storing a copy of a source, and proving that nothing in it was altered."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from briefwright.build.folders import OutputFailed
from briefwright.evidence.archive import Deposit, Stored, store
from briefwright.evidence.proof import Proof, verify
from briefwright.facts.gate import read_fact_base
from briefwright.facts.home import find_dossier
from briefwright.faults import Faults, FaultsFound, MachineLacks


def archive_file(
    start: Path, file: Path, source: str, *, by: str = "", origin: str = "", captured: str = ""
) -> Stored:
    """Store a copy of a file as evidence of a source, in the log and in the facts.

    Raises:
        FaultsFound: something is not sound; nothing was changed.
        OutputFailed: the file cannot be read, or the archive not be written.
        MachineLacks: the machine does not say what time it is.

    """
    root = find_dossier(start)
    base = read_fact_base(root, Faults())
    who = by or _custodian(root, os.environ)
    deposit = Deposit(file, source, who, _now(os.environ), origin, captured, named=bool(by))
    try:
        return store(root, base, deposit)
    except OSError as error:
        raise OutputFailed(f"{error.filename or file}: {error.strerror or error}") from error


def verify_archive(start: Path) -> Proof:
    """Return the proof of a dossier's whole archive; what it warns of is in its faults.

    Raises:
        FaultsFound: the log or a file was altered, removed or added.
        OutputFailed: a file cannot be read.

    """
    root = find_dossier(start)
    try:
        proof = verify(root, read_fact_base(root, Faults()))
    except OSError as error:
        raise OutputFailed(f"{error.filename}: {error.strerror}") from error
    if any(fault.severity == "error" for fault in proof.faults):
        raise FaultsFound(proof.faults)
    return proof


def _custodian(root: Path, environment: Mapping[str, str]) -> str:
    """Return who works here, as git or the system knows them; an empty text where neither does."""
    try:
        asked = ["git", "config", "user.name"]
        name = subprocess.run(asked, cwd=root, capture_output=True, timeout=10, check=False).stdout.decode()
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        name = ""
    names = (name, *(environment.get(key, "") for key in ("USER", "LOGNAME", "USERNAME")))
    return next((" ".join(name.split()) for name in names if name.strip()), "")


def _now(environment: Mapping[str, str]) -> str:
    """Return the time in UTC (RFC 3339), or the one that SOURCE_DATE_EPOCH says."""
    said = environment.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(said), UTC) if said else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise MachineLacks(f"SOURCE_DATE_EPOCH is no number of seconds: '{said}'") from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
