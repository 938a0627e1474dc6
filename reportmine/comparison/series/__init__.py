"""Figures that two or more reports give, aligned by code, name and unit. Read next: ``series.py``."""
