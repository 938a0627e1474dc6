"""Which reports a text is taken from, passage by passage.

``letters.py`` is what of a text is compared; ``fingerprints.py`` what of it a store keeps; ``passages.py`` lays two
texts side by side; ``query.py`` asks which reports have what; ``similar.py`` says which passages come from where;
``index.py`` is what a collection must answer.
"""
