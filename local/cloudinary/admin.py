"""The Admin API: what is kept, told and deleted to whoever has the secret."""

from __future__ import annotations

from aiohttp import web

from local.cloudinary.control import Control
from local.cloudinary.signing import Refusal, check_basic
from local.cloudinary.store import Asset, Store, described

PAGE = 1000
"""Files that one call deletes by prefix, and lists."""

BATCH = 100
"""Files that one call deletes by name."""


class Admin:
    def __init__(self, store: Store, control: Control) -> None:
        self._store = store
        self._control = control

    async def resource(self, request: web.Request) -> web.Response:
        """One file; raises Refusal."""
        await self._admit(request)
        info = request.match_info
        asset = self._store.find(info["resource_type"], info["type"], info["public_id"])
        if asset is None:
            raise Refusal(404, f"Resource not found - {info['public_id'][:255]}")
        told = dict(described(asset))
        if request.query.get("media_metadata") not in {"true", "1"}:
            told.pop("duration", None)
        return web.json_response(told)

    async def resources(self, request: web.Request) -> web.Response:
        """Files by prefix."""
        await self._admit(request)
        found = self._named(request, request.query.get("prefix", ""))
        return web.json_response({"resources": [described(asset) for asset in found[:PAGE]]})

    async def delete(self, request: web.Request) -> web.Response:
        """Delete files by name or by prefix, a page at a time."""
        await self._admit(request)
        asked = await request.json()
        prefix, names = asked.get("prefix"), asked.get("public_ids") or []
        if prefix:
            found = self._named(request, prefix)
        elif len(names) <= BATCH:
            wanted = set(names)
            found = [asset for asset in self._named(request, "") if asset.public_id in wanted]
        else:
            raise Refusal(400, f"At most {BATCH} public ids at once")
        for asset in found[:PAGE]:
            self._store.delete(asset)
        deleted = dict.fromkeys(names, "not_found") | {asset.public_id: "deleted" for asset in found[:PAGE]}
        return web.json_response({"deleted": deleted, "partial": len(found) > PAGE})

    def _named(self, request: web.Request, prefix: str) -> list[Asset]:
        return self._store.beginning(request.match_info["resource_type"], request.match_info["type"], prefix)

    async def _admit(self, request: web.Request) -> None:
        check_basic(request.headers.get("Authorization", ""))
        await self._control.suffer("admin")
