"""What a client may ask before anybody signs in."""

from __future__ import annotations

from infra.contract.operations.operation import Auth, Operation
from snowfight.models import problem, site

SITE: tuple[Operation, ...] = (
    Operation("health", "GET", "/api/health", "Whether the stack is up", Auth.OPEN, problem.Health),
    Operation("site", "GET", "/api/site", "What a client has to know before anybody signs in", Auth.OPEN, site.Site),
)
