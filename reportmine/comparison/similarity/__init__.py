"""How much two reports share. Read next: ``similarity.py``."""
