"""What the figures were measured on: the machine, and the versions of everything that ran."""

from __future__ import annotations

import datetime
import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import yaml

from briefwright.citations.pandoc import pandoc_path
from suite.peers import TYPST_PYTHON

_TYPST = "import typst; print(typst.__version__)"
_CPU_INFO, _MEMORY = Path("/proc/cpuinfo"), Path("/proc/meminfo")


def today() -> str:
    """Return the day of the run, as the environment's clock has it."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def machine(cores: int) -> str:
    """Return in a sentence what the suite ran on, and how many cores of it were used."""
    return (
        f"{cores} of {os.cpu_count()} cores, {_processor()}, {_memory()}, {platform.system()} {platform.release()} "
        f"on {platform.machine()}, {platform.python_implementation()} {platform.python_version()}"
    )


def versions() -> dict[str, str]:
    """Return the version of our program and of each peer; what is absent is "not installed"."""
    c_loader = "with libyaml" if yaml.__with_libyaml__ else "without libyaml"
    return {
        "briefwright": version("briefwright"),
        "pandoc": _last_word(_first_line(pandoc_path(), "--version")),
        "WeasyPrint": version("weasyprint"),
        "Typst": _first_line(TYPST_PYTHON, "-c", _TYPST) if TYPST_PYTHON.exists() else "not installed",
        "LuaLaTeX": _lualatex(),
        "PyYAML": f"{version('PyYAML')} {c_loader}",
    }


def _lualatex() -> str:
    found = shutil.which("lualatex")
    if found is None:
        return "not installed"
    line = _first_line(Path(found), "--version")
    return line.partition("Version ")[2] or line


def _first_line(program: Path, *options: str) -> str:
    done = subprocess.run([program, *options], capture_output=True, text=True, check=True)
    return done.stdout.partition("\n")[0].strip()


def _last_word(line: str) -> str:
    return line.rpartition(" ")[2]


def _processor() -> str:
    if _CPU_INFO.exists():
        named = re.search(r"^model name\s*:\s*(.+)$", _CPU_INFO.read_text(encoding="utf-8"), re.MULTILINE)
        if named:
            return named[1]
    return platform.processor() or "a processor that does not say its name"


def _memory() -> str:
    if not _MEMORY.exists():
        return "memory not known"
    kilobytes = re.search(r"^MemTotal:\s*(\d+)", _MEMORY.read_text(encoding="utf-8"), re.MULTILINE)
    return f"{int(kilobytes[1]) * 1024 / 1e9:.0f} GB" if kilobytes else "memory not known"
