"""A collection of analysed reports in one DuckDB file: its tables, writing, reading, export.

``schema.py`` says what the tables hold, ``rows.py`` makes their rows of an analysis, ``store.py`` opens and writes the
file; ``corpus.py`` is how a program reads it (``reportmine.Corpus``).
"""
