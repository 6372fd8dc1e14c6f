"""Files: the upload's signature, and the links to what was uploaded."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.wiring import clock, file_link_reader, sessions, upload_admission, upload_service
from snowfight.domain.admission import speaking
from snowfight.errors import NoFile
from snowfight.models.file import NewUpload
from snowfight.transport.http_request import asked_of, seq_of
from snowfight.transport.http_response import answer

router = Router()
asked = asked_of(router)


@router.post("/api/chat/upload/<name>")
def upload(name: str) -> Response[str]:
    request = asked()
    caller = request.caller
    upload_admission.admit(caller.username, name, caller.signed_in)
    return answer(200, upload_service.for_chat(caller.username, name, request.body(NewUpload)))


@router.post("/api/me/avatar")
def avatar() -> Response[str]:
    request = asked()
    caller = request.caller
    account = speaking(sessions.account(caller.username, caller.signed_in), clock.now())
    return answer(200, upload_service.for_avatar(account.username, request.body(NewUpload)))


@router.get("/api/chat/<name>/file/<seq>")
def links(name: str, seq: str) -> Response[str]:
    caller = asked().caller
    state = file_link_reader.admit(caller.username, name, caller.signed_in)
    return answer(200, file_link_reader.links(state, seq_of(seq, NoFile)))
