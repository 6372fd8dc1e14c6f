"""What owners and moderators decide about people: roles, mutes and bans."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.moderation.metrics import count
from functions.moderation.wiring import authority, roles, sanctions
from snowfight.domain.moderation.cases import Case
from snowfight.models.moderation import Ban, Mute, RoleChange
from snowfight.models.user import Role
from snowfight.transport.http_request import Caller, asked_of
from snowfight.transport.http_response import nothing

router = Router()
asked = asked_of(router)


def _caller(wanted: Role) -> Caller:
    """Who calls, whose role reaches so far: what is wrong with a body is told nobody else."""
    caller = asked().caller
    authority.having(wanted, caller.username, caller.signed_in)
    return caller


def _case(caller: Caller, statement: str = "") -> Case:
    return Case(caller.username, statement, caller.signed_in)


@router.post("/api/users/<name>/role")
def role(name: str) -> Response[str]:
    caller = _caller("owner")
    roles.give(caller.username, name, asked().body(RoleChange).role, caller.signed_in)
    return nothing()


@router.post("/api/users/<name>/mute")
def mute(name: str) -> Response[str]:
    caller, body = _caller("moderator"), asked().body(Mute)
    sanctions.mute(_case(caller, body.statement), name, body.minutes)
    count("Sanctions")
    return nothing()


@router.post("/api/users/<name>/unmute")
def unmute(name: str) -> Response[str]:
    sanctions.unmute(_case(_caller("moderator")), name)
    return nothing()


@router.post("/api/users/<name>/ban")
def ban(name: str) -> Response[str]:
    caller, body = _caller("moderator"), asked().body(Ban)
    sanctions.ban(_case(caller, body.statement), name, body.minutes)
    count("Sanctions")
    return nothing()


@router.post("/api/users/<name>/unban")
def unban(name: str) -> Response[str]:
    sanctions.unban(_case(_caller("moderator")), name)
    return nothing()
