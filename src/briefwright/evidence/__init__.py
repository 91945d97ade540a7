"""The evidence room: whether what a brief says stands on its sources, and what proves it.

Comes in: the `FactBase`, briefs, selections and their finished trees. Goes out: the faults of sourcing rules and of
quotations, an archive with its log, and what an annex says of each source. Knows every room before it.
"""
