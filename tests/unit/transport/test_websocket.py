"""Given a router with what serves each frame, when a frame comes, then …"""

from __future__ import annotations

import inspect
import json
from datetime import UTC, datetime
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from snowfight import errors
from snowfight.errors import BadFrame, RateLimited, SnowfightError, TooLong
from snowfight.models.base import Frame
from snowfight.models.client_frames import Join, Leave, Send
from snowfight.models.records import Link
from snowfight.models.server_frames import Pong
from snowfight.transport import websocket
from snowfight.transport.throttle import Throttle
from snowfight.transport.websocket import FrameRouter, answer, link_of, parse
from tests.support.clock import ManualClock
from tests.support.events import OPENED, connection_event, frame_event
from tests.support.logs import logged

LINK = Link("c1", "ann", OPENED)
CLIENT_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
SEND = {"type": "message", "room": "public-chat", "client_id": CLIENT_ID, "body": "hush"}


class Served:
    """A router whose handlers keep what they were given and do as they are told."""

    def __init__(self, outcome: BaseModel | Exception | None = None, burst: int = 200) -> None:
        self.outcome = outcome
        self.given: list[tuple[Link, Frame]] = []
        self.router = FrameRouter(Throttle(ManualClock(), burst=burst))
        self.router.on("message", Send, self.serve)
        self.router.on("join", Join, self.serve)
        self.router.on("leave", Leave, self.serve)

    def serve(self, link: Link, frame: Frame) -> BaseModel | None:
        self.given.append((link, frame))
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def reply(self, frame: Any) -> dict[str, Any] | None:
        answer = self.router.resolve(frame_event(LINK, frame))
        assert answer["statusCode"] == 200
        return json.loads(answer["body"]) if "body" in answer else None


def test_a_frame_reaches_what_serves_its_type_with_whose_connection_it_is() -> None:
    served = Served()
    assert served.reply({"type": "join", "room": "public-chat", "username": "eve"}) is None
    assert served.given == [(LINK, Join(type="join", room="public-chat"))]


def test_what_serves_it_returns_is_the_reply() -> None:
    assert Served(Pong(behind={"public-chat": 3})).reply({"type": "join", "room": "r"}) == {
        "type": "pong",
        "behind": {"public-chat": 3},
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "hello",
        "[]",
        "null",
        "3",
        '"message"',
        "[" * 500 + "]" * 500,
        '{"type":',
        "{'type':'join'}",
        '{"type":"join","room":"r"}x',
        '{"type":"join","room":"r","more":NaN}',
        '{"type":"join","room":"r","more":-Infinity}',
        '{"type":"join","room":"r","more":' + "[" * 16_000 + "]" * 16_000 + "}",
        "{}",
        '{"type":null}',
        '{"type":3}',
        '{"type":["join"]}',
        '{"type":{"join":1}}',
        '{"type":"join"}',
        '{"type":"join","room":7}',
        '{"type":"join","room":"a\\u0000b"}',
        '{"type":"join","room":"r","more":[{"deep":"\\u0000"}]}',
        '{"type":"join","room":"r","\\u0000":1}',
        '{"type":"join","room":"r\0"}',
        '{"type":"join","room":"r","more":"\\ud83d"}',
        '{"type":"join","room":"\ud83d"}',
    ],
    ids=lambda text: ascii(text)[:40],
)
def test_what_is_no_frame_is_a_bad_frame_and_is_not_served(text: str) -> None:
    served = Served()
    answer = served.reply(text)
    assert answer is not None
    assert (answer["type"], answer["code"]) == ("error", "bad_frame")
    assert answer["detail"]
    assert served.given == []


def test_what_cannot_be_said_is_found_however_deep_it_is_and_unknown_depths_are_ignored() -> None:
    for text, code in (("\\u0000", "bad_frame"), ("\\ud800", "bad_frame"), ("fine", None)):
        deep = "[" * 900 + f'"{text}"' + "]" * 900
        answer = Served().reply(f'{{"type":"join","room":"\\u0072","more":{deep}}}')
        assert (answer and answer["code"]) == code


def test_a_frame_that_cannot_be_said_is_answered_with_the_names_that_can() -> None:
    answer = Served().reply('{"type":"message","room":"r\\u0000","client_id":"c1","body":"\\ud800"}')
    assert answer is not None
    assert (answer["code"], answer["client_id"], answer.get("room")) == ("bad_frame", "c1", None)


def test_backslashes_that_spell_no_nul_are_no_nul() -> None:
    served = Served()
    assert served.reply(r'{"type":"join","room":"r","more":"\\u0000"}') is None
    assert len(served.given) == 1


@given(st.text())
def test_no_text_breaks_the_router(text: str) -> None:
    answer = Served().reply(text)
    assert answer is not None
    assert answer["code"] == "bad_frame"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(["type", "room", "client_id", "body"], json_values)))
def test_no_json_object_breaks_the_router(frame: dict[str, Any]) -> None:
    answer = Served().reply(frame)
    assert answer is None or answer["code"] in {"bad_frame", "unknown_type"}


@pytest.mark.parametrize("kind", ["file_upload", "Message", "", "$connect", "ack", "__class__"])
def test_a_type_that_nobody_serves_is_an_unknown_type(kind: str) -> None:
    answer = Served().reply({**SEND, "type": kind})
    assert answer is not None
    assert (answer["code"], answer["client_id"], answer["room"]) == ("unknown_type", CLIENT_ID, "public-chat")


UNTIL = datetime(2026, 1, 31, 12, tzinfo=UTC)


def every_error() -> list[SnowfightError]:
    def make(kind: type[SnowfightError]) -> SnowfightError:
        if issubclass(kind, errors.Invalid):
            return kind([])
        if issubclass(kind, errors.Banned):
            return kind(None, "spam")
        if issubclass(kind, errors.Sanctioned):
            return kind(UNTIL)
        return kind(retry_after=1.5) if issubclass(kind, errors.TooMany) else kind()

    classes = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, SnowfightError)]
    return [make(kind) for kind in classes]


@pytest.mark.parametrize("error", every_error(), ids=lambda error: type(error).__name__)
def test_every_error_becomes_a_frame_that_names_the_message(error: SnowfightError) -> None:
    answer = Served(error).reply(SEND)
    expected: dict[str, Any] = {
        "type": "error",
        "code": error.code,
        "detail": error.detail,
        "client_id": CLIENT_ID,
        "room": "public-chat",
    }
    if isinstance(error, RateLimited):
        expected["retry_after"] = 1.5
    if isinstance(error, errors.Muted):
        expected["until"] = "2026-01-31T12:00:00.000Z"
    assert answer == expected


def test_an_error_repeats_only_short_texts_of_the_client() -> None:
    for value in (7, None, ["x"], {"a": 1}, "x" * 65):
        answer = Served().reply({"type": "message", "room": value, "client_id": value, "body": "b"})
        assert answer is not None
        assert answer.keys() == {"type", "code", "detail"}


def test_the_detail_of_a_bad_frame_names_the_field_and_not_its_value() -> None:
    answer = Served().reply({**SEND, "room": ["secret-value"]})
    assert answer is not None
    assert "room" in answer["detail"]
    assert "secret-value" not in answer["detail"]


def test_an_unexpected_error_leaks_nothing_and_is_logged_without_the_body() -> None:
    served = Served(RuntimeError("arn:aws:dynamodb:table/rooms"))
    with logged(websocket.logger) as log:
        answer = served.reply(SEND)
    assert answer is not None
    assert answer["code"] == "internal"
    assert "arn" not in json.dumps(answer)
    assert "Traceback" not in json.dumps(answer)
    [line] = log.lines
    assert line["exception_name"] == "RuntimeError"
    assert "hush" not in log.getvalue()


@pytest.mark.parametrize("outcome", [None, TooLong(), BadFrame("x")])
def test_nothing_is_logged_of_what_clients_say(outcome: Exception | None) -> None:
    with logged(websocket.logger) as log:
        Served(outcome).reply(SEND)
        Served().reply({**SEND, "room": 3})
    assert "hush" not in log.getvalue()


def test_a_connection_is_whose_the_authorizer_said() -> None:
    event = connection_event(LINK, "CONNECT")
    event["queryStringParameters"] = {"username": "eve"}
    assert link_of(event) == LINK


def test_an_answer_without_a_reply_has_no_body() -> None:
    assert answer(200) == {"statusCode": 200}


class Colour(Frame):
    type: Literal["colour"]


def test_whoever_asks_for_too_much_is_told_when_to_try_again_and_nothing_is_served() -> None:
    served = Served(burst=3)
    assert [served.reply({"type": "join", "room": "r"}) for _ in range(3)] == [None] * 3
    refused = served.reply(SEND)
    assert refused is not None
    assert (refused["code"], refused["client_id"], refused["room"]) == ("rate_limited", CLIENT_ID, "public-chat")
    assert 0 < refused["retry_after"] <= 0.05
    assert len(served.given) == 3


def test_a_frame_weighs_what_it_asks_for() -> None:
    served = Served(burst=4)
    served.router.on("join", Join, served.serve, lambda frame: len(frame.room))
    assert [(served.reply({"type": "join", "room": "abcd"}) or {}).get("code") for _ in range(2)] == [
        None,
        "rate_limited",
    ]


def test_a_frame_of_another_type_can_be_added() -> None:
    router = FrameRouter(Throttle(ManualClock()))
    router.on("colour", Colour, lambda _link, _frame: Pong(behind={}))
    assert json.loads(router.resolve(frame_event(LINK, {"type": "colour"}))["body"])["type"] == "pong"


def test_a_parsed_frame_is_a_plain_object() -> None:
    assert parse('{"type":"ping","seqs":{"public-chat":12345678901234567890}}') == {
        "type": "ping",
        "seqs": {"public-chat": 12345678901234567890},
    }
