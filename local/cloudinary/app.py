"""The stand-in's addresses, below the front door's `/_local/cloudinary`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from pydantic import ValidationError

from local.cloudinary import CLOUD
from local.cloudinary.admin import Admin
from local.cloudinary.control import Control, Orders
from local.cloudinary.delivery import Delivery
from local.cloudinary.signing import Refusal
from local.cloudinary.store import Store
from local.cloudinary.uploads import Uploads

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Cache-Control, Content-Disposition, Content-Range, X-Requested-With, "
    "X-Unique-Upload-Id",
    "Access-Control-Max-Age": "600",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def application(folder: Path) -> web.Application:
    """The stand-in, with its files in `folder`."""
    store, control = Store(folder), Control()
    uploads, delivery, admin = Uploads(store, control), Delivery(store, control), Admin(store, control)
    app = web.Application(middlewares=[_answered])

    async def opened(_: web.Application) -> None:
        store.open()

    async def order(request: web.Request) -> web.Response:
        try:
            control.orders = Orders.model_validate_json(await request.read())
        except ValidationError:
            raise Refusal(400, "No such order") from None
        return web.json_response(control.orders.model_dump())

    app.on_startup.append(opened)
    api = f"/v1_1/{CLOUD}"
    app.router.add_post("/control", order)
    app.router.add_post(api + "/{resource_type}/upload", uploads.upload)
    app.router.add_get(api + "/{resource_type}/download", delivery.download)
    app.router.add_get(api + "/resources/{resource_type}/{type}/{public_id:.+}", admin.resource)
    app.router.add_get(api + "/resources/{resource_type}/{type}", admin.resources)
    app.router.add_delete(api + "/resources/{resource_type}/{type}", admin.delete)
    app.router.add_get(f"/{CLOUD}/{{resource_type}}/{{type}}/{{rest:s--.+/.+}}", delivery.deliver)
    app.router.add_route("OPTIONS", "/{path:.*}", _preflight)
    return app


async def _preflight(_: web.Request) -> web.Response:
    return web.Response(status=200)


@web.middleware
async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Errors in Cloudinary's form, and every answer readable from other origins."""
    try:
        answer = await handler(request)
    except Refusal as refusal:
        answer = web.json_response({"error": {"message": refusal.message}}, status=refusal.status)
    except (KeyError, ValueError):
        answer = web.json_response({"error": {"message": "Invalid parameters"}}, status=400)
    answer.headers.update(CORS)
    return answer
