"""Accounts that came with an import, and nobody has claimed: who they are, and `make merge`."""
