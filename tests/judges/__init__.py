"""The judges: programs of others that say whether a file is what it claims to be.

Comes in: the bytes of a DOCX, a PDF or a web page. Goes out: what the judge found, as plain lists and texts.
They know nothing of briefwright. `judges.presence.require` decides what happens where a judge is absent.
"""
