"""The version of the wire contract."""

CONTRACT = 1
"""Raised by one where a client that knows only the one before would misunderstand what it gets; docs/deploys.md."""

HEADER = "X-Snowfight-Contract"
"""Tells it with every answer of the HTTP API."""
