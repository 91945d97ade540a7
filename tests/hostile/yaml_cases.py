"""YAML that would take all memory, all time or the C stack, or that says other than it shows."""

from __future__ import annotations

from hostile.dossiers import Hostile, facts

_LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
_MERGES = "a: &a {x: y}\n" + "".join(
    f"{new}: &{new} {{<<: [{', '.join([f'*{old}'] * 9)}]}}\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
_FACT = "facts:\n  hostile: {text: Words., status: established, cite: [example-news], date: "

CASES: dict[str, Hostile] = {
    "yaml-billion-laughs": facts(_LAUGHS),
    "yaml-merge-bomb": facts(_MERGES),
    "yaml-python-object": facts("people: !!python/object/apply:os.system [id]\n"),
    "yaml-deep-flow": facts("people: " + "[" * 25_000),
    "yaml-deep-block": facts("people:\n  " + "- " * 30_000),
    "yaml-deep-mappings": facts("{a: " * 100_000),
    "yaml-complex-keys": facts("? " * 2_000_000),
    "yaml-sexagesimal": facts(_FACT + "1" + ":59" * 60_000 + "}\n"),
    "yaml-duplicate-key": facts("people:\n  bob: {name: Bob, name: Eve}\n"),
    "yaml-duplicate-keys-without-end": facts("people: {" + "a: b, " * 500_000 + "}\n"),
    "yaml-values-without-end": facts("people:\n" + "- a\n" * 1_200_000),
    "yaml-scalar-without-end": facts("people: '" + "a" * 4_000_000 + "'\n"),
    "yaml-ten-megabytes": facts("people: " + "x " * 5_000_000),
    "yaml-faults-without-end": facts("people:\n" + "".join(f"  p{n}: {{}}\n" for n in range(30_000))),
    "yaml-unknown-ids-without-end": facts(
        "facts:\n"
        + "".join(
            f"  f{n}: {{text: T, status: reported, said_by: ann-{n}, cite: [example-repart-{n}]}}\n"
            for n in range(3_000)
        )
    ),
    "yaml-unknown-keys-without-end": facts(
        "people:\n  bob: {name: Bob, " + ", ".join(f"nam{n}: x" for n in range(20_000)) + "}\n"
    ),
    "yaml-key-without-end": facts(f"people:\n  ? {'k' * 190_000}\n  : {{name: Bob}}\n"),
    "yaml-second-document": facts("people: {}\n---\npeople: {}\n"),
    "yaml-directive": facts("%TAG ! tag:example.org,2000:\n---\npeople: {}\n"),
    "yaml-no-mapping": facts("- people\n"),
    "yaml-tabs": facts("people:\n\tbob: {name: Bob}\n"),
    "yaml-cut-text": facts("people:\n  bob: {name: Bob}\norganisations:\n  a: {name: Case #12}\n"),
    "yaml-no-such-day": facts(_FACT + "2024-02-30}\n"),
    "yaml-quote-without-end": facts("people:\n  bob: {name: 'Bob}\n" + "x" * 100_000),
    "yaml-flow-without-end": facts("people: " + "[a," * 80_000),
    "yaml-typing-error": facts("people:\n  bob: {name: Bob, visiblity: internal}\n"),
    "yaml-no-visibility": facts("people:\n  bob: {name: Bob, visibility: no}\n"),
    "yaml-bidi-escape": facts('people:\n  bob: {name: "Bo\\u202eb"}\n'),
    "yaml-non-character-escape": facts('people:\n  bob: {name: "Bo\\ufffeb"}\n'),
    "yaml-tag-escape": facts('people:\n  bob: {name: "Bo\\U000e0041b"}\n'),
    "yaml-nul": facts('people:\n  bob: {name: "Bo\\0b"}\n'),
    "yaml-surrogate-escape": facts('people:\n  bob: {name: "Bo\\ud800b"}\n'),
    "yaml-surrogate-bytes": facts(b"people:\n  bob: {name: Bo\xed\xa0\x80b}\n"),
    "yaml-utf-7": facts(b"people:\n  bob: {name: +ADw-script+AD4-}\n"),
    "yaml-utf-16": facts("people: {}\n".encode("utf-16")),
    "yaml-huge-date": facts(_FACT + "Y" + "9" * 5_000 + "}\n"),
    "yaml-huge-interval": facts(_FACT + '"' + "1988/" * 20_000 + '"}\n'),
    "yaml-huge-number": facts(
        "figures:\n  hostile: {label: L, values: [{value: " + "9" * 5_000 + ", cite: [example-news]}]}\n"
    ),
    "yaml-other-digits": facts("figures:\n  hostile: {label: L, values: [{value: ٣٠٠, cite: [example-news]}]}\n"),
    "yaml-huge-settings": Hostile({"dossier.yaml": "title: " + "T" * 6_000_000}),
    "yaml-limits-beyond-reason": Hostile({"dossier.yaml": "title: T\nlimits: {layout_seconds: 999999999999999}\n"}),
    "yaml-many-files": Hostile({f"facts/many/{n:05}.yaml": "" for n in range(10_100)}),
}
