"""The briefs room: what a brief asks for, and what of the fact base it may draw on.

Comes in: ``briefs/*.yaml`` and the `FactBase`. Goes out: a `Selection` for each variant of a brief: the base as its
audience may see it, the facts it selects in chronological order, and the locale of its language.
"""
