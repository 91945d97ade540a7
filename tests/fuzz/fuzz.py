"""The fuzzer: ``python fuzz.py TARGET RUNS [libFuzzer's own options]``, coverage-guided by atheris.

It starts from ``corpus/TARGET``, and keeps every input that reaches new code in ``.fuzz/TARGET``. An input that
ends in anything but a value or a fault, or takes longer than ten seconds, stops it and is left in ``.fuzz``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent
FOUND = HERE.parents[1] / ".fuzz"
SECONDS, MEGABYTES = 10, 2_048

sys.path.insert(0, str(HERE.parent))
with atheris.instrument_imports(include=["briefwright"]):
    from fuzz.targets import LONGEST, TARGETS


def main() -> None:
    """Fuzz the target that the command line names."""
    target, runs, *options = sys.argv[1:]
    found = FOUND / target
    found.mkdir(parents=True, exist_ok=True)
    arguments = [
        f"-runs={runs}",
        f"-timeout={SECONDS}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-max_len={LONGEST[target]}",
        f"-artifact_prefix={FOUND}/{target}-",
        "-print_final_stats=1",
        *options,
        str(found),
        str(HERE / "corpus" / target),
    ]
    dictionary = HERE / "dictionaries" / f"{target}.txt"
    if dictionary.is_file():
        arguments.insert(0, f"-dict={dictionary}")
    atheris.Setup([sys.argv[0], *arguments], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
