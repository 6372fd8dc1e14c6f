"""Searching, and the files of a chat."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.search.service import service
from snowfight.models.search import FileQuery, SearchQuery
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer

router = Router()
asked = asked_of(router)


@router.get("/api/search")
def search() -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(200, service.search(caller.username, request.query(SearchQuery), caller.signed_in))


@router.get("/api/chat/<name>/files")
def files(name: str) -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(200, service.files(caller.username, name, request.query(FileQuery), caller.signed_in))
