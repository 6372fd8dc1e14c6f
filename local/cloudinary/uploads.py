"""`POST /v1_1/<cloud>/<resource type>/upload`: the browser's part."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import BodyPartReader, web

from local.cloudinary import API_KEY
from local.cloudinary.control import Control
from local.cloudinary.look import Look
from local.cloudinary.pictures import look_at
from local.cloudinary.recordings import listen_to
from local.cloudinary.signing import Refusal, check, sign
from local.cloudinary.store import Asset, Store, described

LOOKS: Mapping[str, Callable[[Path], Look]] = {"image": look_at, "video": listen_to, "raw": lambda _: Look()}
"""How a file of each resource type is looked at; raises Refusal."""

TYPES = ("upload", "private", "authenticated")
_LONGEST_ID = 255
_LONGEST_FIELD = 4096
_MOST_FIELDS = 30
_CHUNK = 256 * 1024


class Uploads:
    def __init__(self, store: Store, control: Control) -> None:
        self._store = store
        self._control = control

    async def upload(self, request: web.Request) -> web.Response:
        """Take one file; raises Refusal."""
        await self._control.suffer("upload")
        part = self._store.part(secrets.token_hex(8))
        try:
            fields, name = await self._receive(request, part)
            asset, existed = await asyncio.to_thread(self._keep, request.match_info["resource_type"], fields, part)
        finally:
            part.unlink(missing_ok=True)
        return web.json_response(self._answer(asset, name, existed))

    async def _receive(self, request: web.Request, part: Path) -> tuple[dict[str, str], str]:
        """Write the file to `part`; returns the other fields and the file's name."""
        if not request.content_type.startswith("multipart/"):
            raise Refusal(400, "Missing required parameter - file")
        fields: dict[str, str] = {}
        name: str | None = None
        async for field in await request.multipart():
            if not isinstance(field, BodyPartReader) or len(fields) >= _MOST_FIELDS:
                raise Refusal(400, "Invalid parameters")
            if field.name == "file":
                name = field.filename or "file"
                await self._write(field, part)
            else:
                text = await field.read(decode=True)
                if len(text) > _LONGEST_FIELD:
                    raise Refusal(400, f"Parameter too long - {field.name}")
                fields[field.name or ""] = text.decode(errors="replace")
        if name is None:
            raise Refusal(400, "Missing required parameter - file")
        return fields, name

    async def _write(self, field: BodyPartReader, part: Path) -> None:
        size = 0
        with part.open("wb") as out:
            while chunk := await field.read_chunk(_CHUNK):
                size += len(chunk)
                self._store.check_room(size)
                await asyncio.to_thread(out.write, chunk)
        if not size:
            raise Refusal(400, "Empty file")

    def _keep(self, resource_type: str, fields: dict[str, str], part: Path) -> tuple[Asset, bool]:
        now = time.time()
        check(fields, now)
        kind = fields.get("type", "upload")
        public_id = fields.get("public_id") or secrets.token_hex(10)
        if resource_type not in LOOKS or kind not in TYPES or len(public_id) > _LONGEST_ID:
            raise Refusal(400, "Invalid parameters")
        old = self._store.find(resource_type, kind, public_id)
        if old is not None and fields.get("overwrite") == "false":
            return old, True
        look = LOOKS[resource_type](part)
        allowed = fields.get("allowed_formats", "")
        if look.format and allowed and look.format not in allowed.split(","):
            raise Refusal(400, f"Image file format {look.format} not allowed")
        version = max(int(now), old.version + 1 if old else 0)
        asset = Asset(resource_type, kind, public_id, version, part.stat().st_size, now, **asdict(look))
        self._store.keep(asset, part)
        return asset, False

    def _answer(self, asset: Asset, name: str, existed: bool) -> dict[str, object]:
        signed = {"public_id": asset.public_id, "version": asset.version}
        return {
            "asset_id": hashlib.md5(asset.public_id.encode()).hexdigest(),  # noqa: S324 -- 32 digits, no more
            **described(asset),
            "signature": "0" * 40 if self._control.forges() else sign(signed),
            "created_at": datetime.fromtimestamp(asset.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "tags": [],
            "placeholder": False,
            "original_filename": Path(name).stem,
            "api_key": API_KEY,
            **({"existing": True} if existed else {}),
        }
