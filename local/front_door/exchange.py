"""One HTTP exchange through the front door, as CloudFront and the HTTP API carry it."""

from __future__ import annotations

from contextlib import suppress

import aiohttp
from aiohttp import web
from multidict import CIMultiDict, CIMultiDictProxy

from local.front_door import limits

HOP_BY_HOP = frozenset(
    ("connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "content-length")
)
COMPRESSED = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")


def refusal(request: web.Request) -> web.Response | None:
    """How CloudFront and the HTTP API refuse a request that is too long, before anybody reads it."""
    if len(request.raw_path) > limits.URL:
        return web.json_response({"message": "URI Too Long"}, status=414)
    line = f"{request.method} {request.raw_path} HTTP/1.1"
    size = len(line) + sum(len(value.encode()) for value in request.headers.values())
    if _is_for_the_api(request) and size > limits.REQUEST:
        return web.json_response({"message": "Request Header Fields Too Large"}, status=431)
    return None


def forwarded(request: web.Request, site: str) -> CIMultiDict[str]:
    """The headers with which the CDN passes a request on to the API; `site` is the host that it serves."""
    headers = CIMultiDict(_passed_on(request.headers))
    headers["Host"] = site
    headers["X-Forwarded-Proto"] = "https"  # as far as the CDN is concerned, TLS ended here
    headers["X-Forwarded-For"] = _forwarded_for(request)
    return headers


def response(request: web.Request, answer: aiohttp.ClientResponse, body: bytes) -> web.Response:
    """MiniStack's answer to a request as the browser is to get it."""
    if _is_for_the_api(request) and len(body) > limits.ANSWER:
        return web.json_response({"message": "Internal Server Error"}, status=500)
    headers = CIMultiDict(_passed_on(answer.headers))
    with suppress(KeyError):
        del headers["Strict-Transport-Security"]  # a promise about TLS has no place on plain HTTP
    if request.method == "HEAD" and "Content-Length" in answer.headers:
        headers["Content-Length"] = answer.headers["Content-Length"]
    response = web.Response(status=answer.status, headers=headers, body=body or None)
    if _is_compressed_by_the_cdn(request, answer):
        response.enable_compression(web.ContentCoding.gzip)
    return response


def _passed_on(headers: CIMultiDictProxy[str]) -> list[tuple[str, str]]:
    """Headers without those that are about one connection alone."""
    named = {name.strip().lower() for name in headers.get("Connection", "").split(",")}
    return [(name, value) for name, value in headers.items() if name.lower() not in HOP_BY_HOP | named]


def _forwarded_for(request: web.Request) -> str:
    """The CDN adds the browser's address to what it was told, and the gateway the CDN's, which is this machine."""
    forwarded = request.headers.getall("X-Forwarded-For", [])
    return ", ".join([*forwarded, request.remote or "", "127.0.0.1"])


def _is_for_the_api(request: web.Request) -> bool:
    return request.path.startswith("/api/")


def _is_compressed_by_the_cdn(request: web.Request, answer: aiohttp.ClientResponse) -> bool:
    """CloudFront compresses texts that it may cache, so never an API's; MiniStack's CDN compresses nothing."""
    asked = request.method == "GET" and "gzip" in request.headers.get("Accept-Encoding", "")
    cached = not _is_for_the_api(request) and "Content-Encoding" not in answer.headers
    return asked and cached and answer.content_type.startswith(COMPRESSED)
