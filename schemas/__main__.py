"""`python -m schemas` writes docs/data-dictionary.md; `--check` only says whether it is up to date (exit status 1)."""

from __future__ import annotations

import sys
from pathlib import Path

from schemas import LAYERS
from schemas.dictionary import dictionary

TARGET = Path(__file__).resolve().parent.parent / "docs" / "data-dictionary.md"


def main(arguments: list[str]) -> int:
    """Write or check the data dictionary."""
    text = dictionary(LAYERS)
    if "--check" in arguments:
        return 0 if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
