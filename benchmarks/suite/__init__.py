"""The benchmark suite: what each goal of speed needs, measured beside the peers on the same content.

`content` makes what is set, `peers` the commands of others, `clock` runs and measures, a module for each goal
returns its `Row`s, and `page` and `chart` write what was found. `run.py` beside this folder is the command.
"""
