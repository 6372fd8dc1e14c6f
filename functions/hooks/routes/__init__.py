"""The calls of the HTTP API about hooks, and those to them."""
