"""The structure tree of a PDF as plain data, as assistive technology meets it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf


@dataclass
class Tag:
    """A structure element: its type, language, name, alternative text, attributes, content and children."""

    kind: str
    lang: str = ""
    name: str = ""
    alternative: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    marks: int = 0
    hits: list[str] = field(default_factory=list)
    """The descriptions of its annotations."""
    kids: list[Tag] = field(default_factory=list)

    def all(self, kind: str) -> list[Tag]:
        """Return the tags of a type in it, in reading order."""
        return [tag for tag in self.walk() if tag.kind == kind]

    def walk(self) -> Iterator[Tag]:
        """Return the tag and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def tags_of(data: bytes) -> Tag:
    """Return the root of the structure tree."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (root,) = pdf.Root.StructTreeRoot.K
        return _tag(root)


def _tag(element: pikepdf.Object) -> Tag:
    tag = Tag(
        str(element.S).removeprefix("/"),
        str(element.get("/Lang", "")),
        str(element.get("/ID", "")),
        str(element.get("/Alt", "")),
        {str(key)[1:]: _plain(value) for key, value in dict(element.get("/A", {})).items()},
    )
    for kid in element.K:
        if isinstance(kid, int) or kid.get("/Type") == "/MCR":
            tag.marks += 1
        elif kid.get("/Type") == "/OBJR":
            tag.hits.append(str(kid.Obj.Contents))
        else:
            tag.kids.append(_tag(kid))
    return tag


def _plain(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, pikepdf.Array) else str(value)
