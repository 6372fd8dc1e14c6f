"""`make scale`: docs/scale.md; with `--check`, fail where it says something else than a run does."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.scale.document import document

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/scale.md"


def main() -> None:
    """Simulate, and write the page or compare it."""
    text = document()
    if sys.argv[1:] == ["--check"]:
        sys.exit("docs/scale.md: run `make scale`" if DOCUMENT.read_text() != text else 0)
    DOCUMENT.write_text(text)
    print("wrote docs/scale.md")


if __name__ == "__main__":
    main()
