"""Ours on the local stack beside a chat of Django Channels and Redis: `make peers`."""
