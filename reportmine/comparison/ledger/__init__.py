"""Checks of figures across years. Read next: ``ledger.py``."""
