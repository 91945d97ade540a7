"""The facts room: YAML files of a dossier → one frozen, indexed `FactBase`.

Comes in: a folder with a ``dossier.yaml`` and ``facts/**/*.yaml``. Goes out: `Settings` and `FactBase`, or every
fault of every file at once. YAML is doubted once, here; behind this gate everything is frozen and trusted.
"""
