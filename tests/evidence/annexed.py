"""An artificial dossier with an annex: an archived copy, a contested date, two languages, a hidden origin."""

from __future__ import annotations

import hashlib

COPY = "An example page. The letter was sent.\n"
SHA256 = hashlib.sha256(COPY.encode()).hexdigest()
ADDRESS = "https://archive.example.org/web/20201209900003/report"

SOURCES = f"""
sources:
  report:
    type: report
    title: Example report on things
    author: [{{literal: Example Organisation}}]
    publisher: Example Press
    issued: 2018-12
    URL: https://example.org/report
    language: en
    nature: ngo
    reliability: B
    archive:
      url: {ADDRESS}
      file: archive/example-report.txt
      sha256: {SHA256}
      captured: 2020-12-09
      by: Example Custodian
  wire:
    type: article-newspaper
    title: Example news item
    author: [{{family: Doe, given: Jane}}]
    container-title: Example Wire
    issued: 2020-12-09
    language: en
    nature: media
    derived_from: [report]
  paper:
    type: article-newspaper
    title: Autre exemple
    container-title: Exemple du matin
    issued: 2020-12-10
    language: fr
    nature: media
    derived_from: [letter]
    remark: An example remark.
  gazette:
    type: article-newspaper
    title: Example gazette item
    container-title: Example Gazette
    issued: 2020-12-11
    language: en
    nature: media
    derived_from: [letter]
  letter:
    type: webpage
    title: Example secretletter
    author: [{{literal: Example Writer}}]
    issued: 2020-12-01
    language: en
    nature: testimony
    visibility: internal
"""

RECORDS = """
organisations:
  bureau: {name: Example Bureau, in_text: the Example Bureau}
facts:
  letter-sent:
    text: The example letter was sent.
    date: 2020-09-03
    status: established
    credibility: 2
    tags: [letters]
    cite:
      - {source: report, at: "p. 12", quote: "The letter was sent"}
      - {source: wire, at: "para. 3"}
  answer-missing:
    text: No answer has come.
    date:
      values:
        - {value: 2020-11-02, preferred: true, because: It is the later report., cite: [paper]}
        - {value: 2020-11-01, mistaken: The wire counts from the day before., cite: [wire]}
    status: alleged
    said_by: bureau
    as_of: 2020-12
    tags: [letters]
    cite:
      - {source: paper, at: "p. 3", quote: "aucune réponse"}
      - {source: report, at: "p. 13"}
quotations:
  in-its-words: {speaker: bureau, text: nothing has come, language: en, cite: ["gazette, p. 1"]}
figures:
  letters-sent:
    label: Letters sent
    values:
      - {value: 3, said_by: bureau, cite: ["report, p. 14"]}
      - {value: 4, qualifier: more-than, said_by: bureau, cite: [paper]}
      - {value: 5, said_by: bureau, visibility: partners, cite: [gazette]}
"""

MAIN = """
layout: chronology
title: What happened
select: {tags: [letters], figures: [letters-sent]}
prose:
  introduction: |
    {{ fact("letter-sent") }} It was long.[@report, p. 15; @wire, para. 4] The bureau said:
    {{ quotation("in-its-words") }}.
"""

ANNEX = """
layout: evidence-annex
title: What proves it
annex_to: main
"""

ANNEXED = {
    "dossier.yaml": "title: Example dossier\nlanguage: en\nformats: [pdf, docx, html]\n",
    "archive/example-report.txt": COPY,
    "facts/sources.yaml": SOURCES,
    "facts/records.yaml": RECORDS,
    "briefs/main.yaml": MAIN,
    "briefs/proof.yaml": ANNEX,
}
"""The dossier's files: the brief ``main``, and ``proof``, its annex."""
