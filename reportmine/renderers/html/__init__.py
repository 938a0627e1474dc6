"""Pages for the browser: each one file that needs no network and no other file. Read next: ``page.py``."""
