"""veraPDF: whether a PDF keeps the promises of PDF/UA-1 (ISO 14289-1) and of PDF/A-3a (ISO 19005-3).

By default it is judged by what it claims to be, and must claim to be both: one run for all files and flavours.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from judges.presence import require

TIMEOUT_SECONDS = 600
# veraPDF's own word for: by the flavours that the file's metadata name.
CLAIMED = "0"
PROMISED = ("PDF/A-3A", "PDF/UA-1")
MAIN_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"


def verapdf_failures(data: bytes, flavour: str = CLAIMED) -> list[str]:
    """Return the rules that a PDF breaks, as ``clause-test: description (place)``; an empty list for none."""
    return verapdf_failures_of({"document": data}, flavour)["document"]


def verapdf_failures_of(files: Mapping[str, bytes], flavour: str = CLAIMED) -> dict[str, list[str]]:
    """Return the broken rules of several PDFs by their names: starting Java once costs less than often."""
    if not files:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        paths = {Path(folder, f"{number}.pdf"): name for number, name in enumerate(files)}
        for path, name in paths.items():
            path.write_bytes(files[name])
        jobs = {Path(job["itemDetails"]["name"]).name: job for job in _judge(list(paths), flavour)}
    promised = PROMISED if flavour == CLAIMED else ()
    return {
        name: _unclaimed(jobs[path.name], promised) + _failures(jobs[path.name]) for path, name in paths.items()
    }


def _judge(paths: list[Path], flavour: str) -> list[dict[str, Any]]:
    """Return veraPDF's report on each file."""
    java = require("java")
    start: list[str | Path] = ["-Djava.awt.headless=true", "-Xmx1g", "-cp", require("verapdf"), MAIN_CLASS]
    options = ["--flavour", flavour, "--format", "json", "--maxfailuresdisplayed", "3"]
    run = subprocess.run(
        [java, *start, *options, *paths], capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS
    )
    # veraPDF exits with 1 where a file breaks a rule: the report alone tells what happened.
    jobs: list[dict[str, Any]] = json.loads(run.stdout)["report"]["jobs"]
    return jobs


def _unclaimed(job: dict[str, Any], promised: tuple[str, ...]) -> list[str]:
    """Return the flavours that a file was to be judged by and was not."""
    judged = [str(result["profileName"]) for result in job.get("validationResult") or []]
    return [f"claims no {name}" for name in promised if not any(profile.startswith(name) for profile in judged)]


def _failures(job: dict[str, Any]) -> list[str]:
    """Return the broken rules of one report; a file that could not be judged is one failure."""
    results = job.get("validationResult") or []
    if not results:
        return [f"not judged: {job.get('taskException', 'veraPDF gave no result')}"]
    return [
        _failure_line(rule)
        for result in results
        for rule in result["details"]["ruleSummaries"]
        if rule["status"] == "failed"
    ]


def _failure_line(rule: dict[str, Any]) -> str:
    """Return one broken rule: its id, what it demands, and the first place that breaks it."""
    check = rule["checks"][0]["context"] if rule["checks"] else "no place given"
    return f"{rule['clause']}-{rule['testNumber']}: {rule['description']} ({check})"
