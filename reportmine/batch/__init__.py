"""A run over many files: listing them, analysing them in several processes, writing what comes back.

``build.py`` is the run, ``engines.py`` where the work is done (processes of this machine, a Dask cluster), ``work.py``
the work on one file; ``measuring.py`` is the run of the research measures over a store.
"""
