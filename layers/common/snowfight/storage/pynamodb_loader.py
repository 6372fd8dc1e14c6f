"""PynamoDB without botocore's clients and sessions, which we do not use and which take a third of a cold start."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

import botocore
from botocore.exceptions import ClientError

_OF_BOTOCORE: dict[str, dict[str, object]] = {
    "client": {"ClientError": ClientError},
    "config": {},
    "session": {"Session": object, "get_session": None},
}
"""What `pynamodb.connection` imports for the clients that it makes, and the names in it that it takes at once."""

_TYPES = "pynamodb.connection._botocore_private"


def load() -> None:
    """Import PynamoDB so; afterwards botocore is as it was, and whoever imports it gets it whole.

    Where botocore or PynamoDB has been loaded there is nothing to save, and nothing is done.
    """
    if "botocore.client" in sys.modules or "pynamodb.connection" in sys.modules:
        return
    for name, parts in _OF_BOTOCORE.items():
        module = sys.modules[f"botocore.{name}"] = _module(name, parts)
        setattr(botocore, name, module)
    sys.modules[_TYPES] = _module(_TYPES, {"BotocoreBaseClientPrivate": object})
    try:
        importlib.import_module("pynamodb.connection")
    finally:
        for name in _OF_BOTOCORE:
            del sys.modules[f"botocore.{name}"]
            delattr(botocore, name)
        del sys.modules[_TYPES]


def _module(name: str, parts: dict[str, object]) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(parts)
    return module
