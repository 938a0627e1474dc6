"""Runs the command line from a checkout: ``python cli.py analyze report.txt``."""

from reportmine.cli import main

if __name__ == "__main__":
    main()
