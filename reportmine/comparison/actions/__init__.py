"""Named actions over the years: new, continued, renamed, dropped. Read next: ``actions.py``."""
