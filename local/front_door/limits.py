"""Quotas of AWS that the front door keeps, as no emulator does.

From the quota pages of API Gateway (WebSocket and HTTP APIs) and CloudFront; what else there is, and where that is
kept or tested, is listed in docs/local-stack.md. Sizes are in bytes, times in seconds.
"""

from __future__ import annotations

FRAME = 32 * 1024
"""A frame from a client that is larger closes its connection with 1009. A message from the server that is larger
arrives, but is billed as several: the program sends none (see the contract), and the front door writes down any."""

MESSAGE = 128 * 1024
"""A message from the server that is larger never arrives: its connection closes with 1009."""

IDLE = 10 * 60
"""Without a frame in either direction for so long, a connection ends."""

CONNECTION = 2 * 60 * 60
"""How long any connection lasts."""

SOCKET_URL = 4_096
"""In characters, of a WebSocket API."""

URL = 8_192
"""Of what CloudFront takes."""

REQUEST = 10_240
"""Of the request line and the headers' values that reach an HTTP API."""

BODY = 10 * 1024 * 1024
"""Of a request to an HTTP API."""

WAIT = 30
"""How long an HTTP API waits for an answer."""

ANSWER = 6 * 1024 * 1024
"""Of what a function answers; the caller gets 500 in place of more."""
