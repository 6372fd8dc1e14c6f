"""Monkey Snowfight: what the functions share, and all of its logic.

Dependencies point one way: `transport` and the functions call `domain`; `domain` calls `storage`, `delivery` and the
`ports`; all of them speak in `models` and raise `errors`. `make lint` keeps it so.
"""
