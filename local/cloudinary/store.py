"""Files on disk, each next to a description of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from local.cloudinary.signing import Refusal

LARGEST_FILE = 100 * 1024 * 1024
LARGEST_STORE = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True)
class Asset:
    """A kept file; `created` is in seconds since 1970, `duration` how many seconds of sound or film it has."""

    resource_type: str
    type: str
    public_id: str
    version: int
    bytes: int
    created: float
    format: str | None = None
    width: int | None = None
    height: int | None = None
    duration: float | None = None


class Store:
    """The files of one stack, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._assets: dict[str, Asset] = {}

    def open(self) -> None:
        """Read what earlier runs left."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for leftover in self._folder.glob("*.part"):
            leftover.unlink()
        found = [Asset(**json.loads(file.read_text())) for file in self._folder.glob("*.json")]
        self._assets = {_key(a.resource_type, a.type, a.public_id): a for a in found}

    def part(self, name: str) -> Path:
        """Where to write a file that is coming in."""
        return self._folder / f"{name}.part"

    def check_room(self, size: int) -> None:
        """Raises Refusal where a file of that many bytes does not fit."""
        if size > LARGEST_FILE:
            raise Refusal(400, f"File size too large. Got {size}. Maximum is {LARGEST_FILE}.")
        if size + sum(asset.bytes for asset in self._assets.values()) > LARGEST_STORE:
            raise Refusal(420, "The stand-in's disk is full")

    def keep(self, asset: Asset, part: Path) -> None:
        """Take a file that has come in; one of the same name goes."""
        key = _key(asset.resource_type, asset.type, asset.public_id)
        part.replace(self._folder / key)
        (self._folder / f"{key}.json").write_text(json.dumps(asdict(asset)))
        self._assets[key] = asset

    def find(self, resource_type: str, kind: str, public_id: str) -> Asset | None:
        return self._assets.get(_key(resource_type, kind, public_id))

    def path(self, asset: Asset) -> Path:
        return self._folder / _key(asset.resource_type, asset.type, asset.public_id)

    def beginning(self, resource_type: str, kind: str, prefix: str) -> list[Asset]:
        """Files whose public id begins so, sorted by it."""
        found = [asset for asset in self._assets.values() if (asset.resource_type, asset.type) == (resource_type, kind)]
        return sorted((a for a in found if a.public_id.startswith(prefix)), key=lambda asset: asset.public_id)

    def delete(self, asset: Asset) -> None:
        key = _key(asset.resource_type, asset.type, asset.public_id)
        (self._folder / f"{key}.json").unlink(missing_ok=True)
        (self._folder / key).unlink(missing_ok=True)
        self._assets.pop(key, None)


def _key(*names: str) -> str:
    return hashlib.sha256("\0".join(names).encode()).hexdigest()


def described(asset: Asset) -> Mapping[str, object]:
    """What Cloudinary tells of a file, without what is null."""
    return {name: value for name, value in asdict(asset).items() if value is not None and name != "created"}
