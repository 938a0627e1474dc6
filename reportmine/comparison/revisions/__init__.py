"""The changes between two versions of one report. Read next: ``revisions.py``."""
