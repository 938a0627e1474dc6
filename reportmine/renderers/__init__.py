"""One file per output format: ``render(report, …) -> str``. A renderer never prints and never exits."""
