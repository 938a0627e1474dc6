"""Commitments worded more or less strongly, and words that rise and fall. Read next: ``wording.py``."""
