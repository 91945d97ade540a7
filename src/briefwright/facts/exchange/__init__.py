"""Bibliographic exchange: files of other reference managers → sources of the fact base, and back.

Comes in: CSL-JSON, BibTeX or BibLaTeX, RIS, each doubted with its places; or the sources of a fact base. Goes out:
`Item`, what one entry says in the fact base's own terms; a `Plan` of what an import changes; texts to write.
Only sources are touched, and a file of the dossier is only ever added to.
"""
