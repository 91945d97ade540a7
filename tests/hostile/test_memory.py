"""The memory that the YAML gate takes for a hostile file, measured in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefwright.facts.tree import MAX_BYTES
from hostile.runner import unmeasured

# Prints how much more than before a process took at most while the gate read a file. Not getrusage: its peak is the
# parent's, and that of the imports would hide ours, so the system is told to forget it (proc_pid_clear_refs(5)).
GATE = """
import sys
from pathlib import Path
from briefwright.facts import tree
from briefwright.faults import Faults
def taken(what):
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith(what))
Path("/proc/self/clear_refs").write_text("5")
before, path = taken("VmRSS:"), Path(sys.argv[1])
faults = Faults()
tree.read_mapping(path, path.name, faults)
assert faults.errors
print(taken("VmHWM:") - before)
"""
TEN_MEGABYTES = 10_000_000
FILES = {
    "ten megabytes of words": "a: " + "x " * (TEN_MEGABYTES // 2 - 2),
    "ten megabytes of brackets": "[" * TEN_MEGABYTES,
    "ten megabytes of lines": "- a\n" * (TEN_MEGABYTES // 4),
    "the limit in list items": "- a\n" * (MAX_BYTES // 4),
    "the limit in flow items": "[" + "a," * (MAX_BYTES // 2 - 1) + "]",
    "the limit in keys": "".join(f"{number}:\n" for number in range(MAX_BYTES // 9)),
    "the limit in wide characters": "a: '" + "𐎠 " * (MAX_BYTES // 5 - 4) + "'",
    "the limit in one text": "a: '" + "a" * (MAX_BYTES - 10) + "'",
    "the limit in escapes": 'a: "' + "\\n" * (MAX_BYTES // 2 - 10) + '"',
    "the limit in comments": "#\n" * (MAX_BYTES // 2 - 10) + "- a",
}


@pytest.mark.skipif(
    not Path("/proc/self/clear_refs").is_file(), reason="the system does not tell a process its peak"
)
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_takes_at_most_twenty_times_its_size(name: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(FILES[name], encoding="utf-8")
    gate = [sys.executable, "-c", GATE, str(path)]
    run = subprocess.run(gate, capture_output=True, text=True, check=True, env=unmeasured())
    assert 0 <= int(run.stdout) <= 20 * path.stat().st_size
