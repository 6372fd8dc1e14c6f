"""Files going out: `…/download` with its expiry, and delivery addresses whose signature lasts."""

from __future__ import annotations

import asyncio
import re
import time
from urllib.parse import quote

from aiohttp import web

from local.cloudinary.control import Control
from local.cloudinary.pictures import transformed
from local.cloudinary.signing import Refusal, check, check_delivery
from local.cloudinary.store import Asset, Store

_MIME = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
_TRANSFORMATION = re.compile(r"[a-z]+_[^/]+")
_VERSION = re.compile(r"v\d+")


class Delivery:
    def __init__(self, store: Store, control: Control) -> None:
        self._store = store
        self._control = control

    async def download(self, request: web.Request) -> web.StreamResponse:
        """`GET /v1_1/<cloud>/<resource type>/download`; raises Refusal."""
        await self._control.suffer("delivery")
        params = dict(request.query)
        check(params, time.time())
        expires = params.get("expires_at", "")
        if expires and int(expires) <= time.time():
            raise Refusal(401, "The link has expired")
        asset = self._find(request.match_info["resource_type"], params.get("type", "upload"), params["public_id"])
        name = params.get("target_filename", "file") if params.get("attachment") == "true" else None
        return await self._file(asset, params.get("transformation", ""), params.get("format"), name)

    async def deliver(self, request: web.Request) -> web.StreamResponse:
        """`GET /<cloud>/<resource type>/<type>/s--…--/<transformation>/v<version>/<public id>.<format>`."""
        await self._control.suffer("delivery")
        resource_type, kind = request.match_info["resource_type"], request.match_info["type"]
        signature, *parts = request.match_info["rest"].split("/")
        transformation = parts.pop(0) if _TRANSFORMATION.fullmatch(parts[0]) else ""
        if _VERSION.fullmatch(parts[0]):
            parts.pop(0)
        source = "/".join(parts)
        check_delivery(signature, f"{transformation}/{source}" if transformation else source)
        public_id, dot, form = source.rpartition(".") if resource_type == "image" else (source, "", "")
        asset = self._find(resource_type, kind, public_id if dot else source)
        return await self._file(asset, transformation, form or None, None)

    def _find(self, resource_type: str, kind: str, public_id: str) -> Asset:
        asset = self._store.find(resource_type, kind, public_id)
        if asset is None:
            raise Refusal(404, f"Resource not found - {public_id[:255]}")
        return asset

    async def _file(self, asset: Asset, transformation: str, form: str | None, name: str | None) -> web.StreamResponse:
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=300"}
        if name is not None:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        form = form or asset.format
        headers["Content-Type"] = _MIME.get(form or "", "application/octet-stream")
        path = self._store.path(asset)
        if not transformation and form == asset.format:
            return web.FileResponse(path, headers=headers)
        body = await asyncio.to_thread(transformed, path, transformation, form or "")
        return web.Response(body=body, headers=headers)
