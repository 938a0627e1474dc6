"""``python -m reportmine …`` is ``reportmine …``."""

from reportmine.cli import main

if __name__ == "__main__":
    main()
