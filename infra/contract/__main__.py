"""`python -m infra.contract [--check]`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "layers" / "common"))

from infra.contract import documents


def main() -> None:
    if sys.argv[1:] == ["--check"]:
        old = documents.stale()
        if old:
            names = ", ".join(path.name for path in old)
            sys.exit(f"The published contract is stale ({names}): run `python -m infra.contract`.")
        return
    for path in documents.write():
        sys.stdout.write(f"wrote docs/{path.name}\n")


if __name__ == "__main__":
    main()
