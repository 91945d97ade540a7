"""briefwright: footnoted briefs from a fact base in which every fact names its sources.

The rooms, in the order of the data; each knows only those before it:
``faults``, ``files``, ``i18n``, ``facts``, ``briefs``, ``layout``, ``document``, ``citations``, ``evidence``,
``writers``, then ``build`` (the story, a line a room) and ``cli``.
"""

__version__ = "0.1.0"
