"""How long 1,000 quotations take to be looked for in 50 archived files of 200 kB each.

Twenty files are text, twenty are web pages, ten are PDF files. Every fifth quotation has a word changed, every
fifth an omission. The whole check is timed once, with the start of the process that reads PDF files: hashes, texts,
search, and the nearest passage of what is not there. Exit 1 where it takes 5 seconds or more, or counts wrongly.
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from briefwright.evidence.quoting import check_quotations
from briefwright.facts.gate import read_fact_base
from briefwright.faults import Faults

FILES, QUOTATIONS, BYTES, SECONDS = 50, 1_000, 200_000, 5.0
SYLLABLES = (
    "ba be bi bo da de di do fa fi ka ke ki la le li lo ma me mi na ne ni ra re ri sa se si ta te ti".split()
)


def words_of(draw: random.Random, vocabulary: list[str]) -> list[str]:
    """Return about 200 kB of words, the first of the vocabulary most often, as in any language."""
    count = BYTES // 6
    return [vocabulary[int(len(vocabulary) * draw.random() ** 3)] for _ in range(count)]


def as_pdf(words: list[str]) -> bytes:
    """Return words as a plain PDF of 45 lines a page, with hyphens at some line ends, not compressed."""
    lines = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    pages = [lines[at : at + 45] for at in range(0, len(lines), 45)]
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for page in pages:
        shown = "".join(f"({line}) Tj T* " for line in page)
        stream = f"BT /F1 10 Tf 14 TL 50 780 Td {shown}ET".encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % len(objects)
        )
    names = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{names}]>>".encode()
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + table + end


def as_page(words: list[str]) -> bytes:
    """Return words as a web page."""
    blocks = (" ".join(words[at : at + 80]) for at in range(0, len(words), 80))
    return ("<!DOCTYPE html><meta charset=utf-8><body>" + "".join(f"<p>{block}\n" for block in blocks)).encode()


def as_text(words: list[str]) -> bytes:
    """Return words as a text file with a line end after every tenth."""
    return "\n".join(" ".join(words[at : at + 10]) for at in range(0, len(words), 10)).encode()


def make_dossier(root: Path) -> int:
    """Write the dossier of the benchmark, and return how many of its quotations are not in their sources."""
    draw = random.Random(1988)  # noqa: S311 - the same dossier each time
    vocabulary = ["".join(draw.choices(SYLLABLES, k=draw.randint(1, 4))) for _ in range(8_000)]
    sources, quotations, missing = ["sources:"], ["people:\n  ann: {name: Ann Example}\nquotations:"], 0
    (root / "facts").mkdir()
    for number in range(FILES):
        words = words_of(draw, vocabulary)
        name, data = [("a.txt", as_text), ("b.html", as_page), ("c.pdf", as_pdf)][(0, 1, 0, 1, 2)[number % 5]]
        content = data(words)
        (root / f"{number}{name}").write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        sources.append(
            f"  s{number}:\n    type: webpage\n    title: Example {number}\n    container-title: Example\n"
            f"    nature: media\n    archive: {{file: {number}{name}, sha256: {digest}}}"
        )
        for index in range(QUOTATIONS // FILES):
            start = draw.randrange(len(words) - 40)
            taken = words[start : start + draw.randint(8, 40)]
            if index % 5 == 0:
                taken[len(taken) // 2] = "changedword"
                missing += 1
            elif index % 5 == 1:
                taken[3:6] = ["[…]"]
            quotations.append(
                f"  q{number}-{index}:\n    speaker: ann\n    language: en\n    text: {' '.join(taken)}\n"
                f"    cite: [s{number}]"
            )
    (root / "facts" / "sources.yaml").write_text("\n".join(sources) + "\n", encoding="utf-8")
    (root / "facts" / "quotations.yaml").write_text("\n".join(quotations) + "\n", encoding="utf-8")
    return missing


def main() -> None:
    """Make the dossier, check it once, and say how long it took."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        missing = make_dossier(root)
        faults = Faults()
        base = read_fact_base(root, faults)
        faults.stop_if_any()
        start, used = time.perf_counter(), time.process_time()
        check_quotations(base, root, faults)
        took, used = time.perf_counter() - start, time.process_time() - used
        size = sum(path.stat().st_size for path in root.iterdir() if path.is_file()) // FILES
    found = [fault for fault in faults.all if fault.code == "QUOTATION"]
    print(f"{QUOTATIONS:,} quotations, {FILES} files of {size:,} bytes: {took:.2f} s ({used:.2f} s of processor)")
    print(f"not there: {missing}, found out: {len(found)}, of these with a passage: {count_shown(found)}")
    if took >= SECONDS or len(faults.all) != missing or count_shown(found) != missing:
        sys.exit(1)


def count_shown(faults: Sequence[object]) -> int:
    """Return how many faults show the nearest passage."""
    return sum("changedword" in str(fault) for fault in faults)


if __name__ == "__main__":
    main()
