"""Calls: what browsers need to reach each other. The rest of calls goes over the socket."""

from __future__ import annotations

from infra.contract.operations.operation import Auth, Operation
from snowfight import errors
from snowfight.models.calls import ice

CALLS: tuple[Operation, ...] = (
    Operation(
        "ice_servers",
        "GET",
        "/api/calls/ice",
        "The STUN and TURN servers of one of the caller's devices",
        Auth.BEARER,
        ice.IceServers,
        query=ice.IceQuery,
        errors=(errors.CallsOff, errors.RateLimited),
    ),
)
