"""Makes the files of samples/ with real programs: LibreOffice (through UNO), python-docx, reportlab, fpdf2, pikepdf.

    python tests/readers/make_samples.py [FOLDER]     # needs soffice, python3-uno and the four packages

The files are kept in the repository, so the tests need none of these programs. Every sentence was made up.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import by_hand
import marked_samples
import pdf_samples
import word_samples
import writer_samples

FOLDER = Path(__file__).parent / "samples"


def main() -> None:
    """Writes every sample."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(exist_ok=True)
    word_samples.make(folder)
    pdf_samples.make(folder)
    by_hand.make(folder)
    writer_samples.make(folder)
    marked_samples.make(folder)
    for path in sorted(folder.iterdir()):
        print(f"{path.stat().st_size:>8,}  {path.name}")
        if path.stat().st_size > 60_000:
            print("          larger than a sample should be")


if __name__ == "__main__":
    main()
