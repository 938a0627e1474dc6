"""An office's list of tasks, printed and read back. Read next: ``tasks.py``."""
