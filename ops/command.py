"""How a command runs: words from the command line, and for whatever is wrong one line on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from infra.settings import SettingsError
from ops.failure import Failure

EXPECTED = (SettingsError, Failure, BotoCoreError, ClientError, OSError)
"""What goes wrong without a mistake of ours: settings, the deployment, AWS, this machine."""

_INTERRUPTED = 130
"""As shells say it of Ctrl-C."""


def line(error: Exception) -> str:
    """An error as one line."""
    if isinstance(error, NoCredentialsError):
        return "there are no credentials of AWS: run `aws configure`, or set AWS_PROFILE"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(str(error).split()) or type(error).__name__


def command(target: str, names: Sequence[str], work: Callable[..., int | None], *, label: str = "") -> NoReturn:
    """Call `work` with the words of the command line, one for each of `names`, and exit with what it returns.

    `target` is make's name of the command, `label` stands before what is wrong. An empty word is an error: it is what
    a variable leaves behind that was never set.
    """
    words = sys.argv[1:]
    if len(words) != len(names) or not all(word.strip() for word in words):
        wanted = " ".join([f"make {target}", *(f"{name}=…" for name in names)])
        sys.exit(f"{label}{' and '.join(names)} must be given, and not be empty: {wanted}")
    try:
        code = work(*words)
    except EXPECTED as error:
        sys.exit(f"{label}{line(error)}")
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(_INTERRUPTED)
    sys.exit(code or 0)
