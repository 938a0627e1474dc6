"""What became of the commitments of a plan. Read next: ``follow_up.py``."""
