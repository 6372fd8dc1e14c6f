"""`python -m infra.bundle local`, or `cloud`."""

import sys

from infra.bundle import bundle
from infra.bundle.steps import BuildError


def main() -> None:
    if sys.argv[1:] not in (["local"], ["cloud"]):
        sys.exit("usage: python -m infra.bundle local|cloud")
    try:
        bundle(sys.argv[1])
    except BuildError as error:
        sys.exit(f"{error}")
    except SyntaxError as error:
        sys.exit(f"{error.filename}:{error.lineno}: {error.msg}")


if __name__ == "__main__":
    main()
