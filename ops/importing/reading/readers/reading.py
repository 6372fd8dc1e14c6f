"""What every reader reads with: the archive, the spool, and what happens where something is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from ops.failure import Failure
from ops.importing.reading.archives.archive import Archive
from ops.importing.reading.archives.broken import Broken
from ops.importing.reading.archives.names import safe_path
from ops.importing.reading.readers.fields import Fields, why
from ops.importing.reading.readers.json_stream import JsonStream
from ops.importing.reading.spool.spool import Spool

Model = TypeVar("Model", bound=Fields)


@dataclass(frozen=True)
class Reading:
    """One pass through an export. With `skip`, what is broken is left out and recorded; else it ends the import."""

    archive: Archive
    spool: Spool
    skip: bool

    def broken(self, error: Broken) -> None:
        """Record it, or raise Failure."""
        if not self.skip:
            raise Failure(f"{error}. Nothing was imported; SKIP=1 leaves out what is broken.") from error
        self.spool.left_out(error.place, f"broken: {error.reason}")

    def left_out(self, place: str, reason: str) -> None:
        """Record what is not imported by design."""
        self.spool.left_out(place, reason)

    def checked(self, model: type[Model], value: Any, place: str) -> Model | None:
        """`value` as a model; None where it is none and that was recorded."""
        try:
            return model.model_validate(value)
        except ValidationError as error:
            self.broken(Broken(place, why(error)))
        return None

    def found(self, reference: str, place: str, *roots: str) -> tuple[str, int] | None:
        """The file that an export names, below the first of those folders that has it, and its size; None: none has.

        Raises Failure where the name leads out of the archive.
        """
        path = safe_path(reference, place)
        for root in roots or ("",):
            size = self.archive.size(root + path) if path else None
            if size is not None:
                return root + path, size
        return None

    def tables(self, path: str, told: Mapping[str, Callable[[Any, str], None]]) -> None:
        """Tell, of an object that is a file, the values of the arrays that have those names, each with its place."""
        try:
            with self.archive.open(path) as file:
                stream = JsonStream(file, path)
                for key in stream.members():
                    if key not in told or stream.kind() != "[":
                        stream.skip()
                        continue
                    for number in stream.items():
                        told[key](stream.value(), f"{path}, {key} {number}")
                stream.end()
        except Broken as error:
            self.broken(error)

    def items(self, path: str) -> Iterator[tuple[str, Any]]:
        """The values of an array that is a file, each with its place. What it has before it breaks is still told."""
        try:
            with self.archive.open(path) as file:
                stream = JsonStream(file, path)
                for number in stream.items():
                    yield f"{path}, element {number}", stream.value()
                stream.end()
        except Broken as error:
            self.broken(error)

    def models(self, path: str, model: type[Model]) -> Iterator[tuple[str, Model]]:
        """The same, as models."""
        for place, value in self.items(path):
            found = self.checked(model, value, place)
            if found is not None:
                yield place, found
