"""The wire contract in machine form: OpenAPI for HTTP, AsyncAPI for the WebSocket, both made from the models.

`python -m infra.contract` writes docs/openapi.json and docs/asyncapi.json; `--check` fails where they are stale.
"""
