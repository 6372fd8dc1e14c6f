"""Given what a client says, when it is read as a frame, then …"""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from snowfight.models.base import Frame
from snowfight.models.client_frames import Join, Leave, Ping, PresenceFrame, Read, Send, Typing
from snowfight.models.message import MAX_SEQ

CLIENT_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
GOOD: dict[type[Frame], dict[str, Any]] = {
    Send: {"type": "message", "room": "public-chat", "client_id": CLIENT_ID, "body": "hello", "reply_to": 3},
    Join: {"type": "join", "room": "public-chat"},
    Leave: {"type": "leave", "room": "public-chat"},
    Read: {"type": "read", "room": "public-chat", "seq": 3},
    Typing: {"type": "typing", "room": "public-chat"},
    PresenceFrame: {"type": "presence", "state": "inactive"},
    Ping: {"type": "ping", "seqs": {"public-chat": 3}, "revs": {"public-chat": 2}},
}
FRAMES = pytest.mark.parametrize("model", GOOD, ids=lambda model: model.__name__)
NO_TEXTS = [None, 1, 1.5, True, [], {}, b"x"]
NO_NUMBERS = [None, "1", 1.5, float("nan"), True, False, [], -1, MAX_SEQ + 1, 10**400]


@FRAMES
def test_a_good_frame_is_taken_and_unknown_fields_are_ignored(model: type[Frame]) -> None:
    frame = model.model_validate({**GOOD[model], "colour": "red", "id": 7})
    assert frame.model_dump() == GOOD[model]


@FRAMES
def test_a_missing_field_is_refused(model: type[Frame]) -> None:
    for field in GOOD[model].keys() - {"known", "reply_to", "revs", "seqs"}:
        with pytest.raises(ValidationError):
            model.model_validate({name: value for name, value in GOOD[model].items() if name != field})


@FRAMES
def test_a_text_is_nothing_else(model: type[Frame]) -> None:
    for field in GOOD[model].keys() & {"type", "room", "client_id", "body", "state"}:
        for value in NO_TEXTS:
            with pytest.raises(ValidationError):
                model.model_validate({**GOOD[model], field: value})


@pytest.mark.parametrize("value", NO_NUMBERS, ids=lambda value: repr(value)[:20])
def test_a_seq_is_a_whole_number_that_every_json_reader_keeps(value: Any) -> None:
    with pytest.raises(ValidationError):
        Read.model_validate({**GOOD[Read], "seq": value})
    with pytest.raises(ValidationError):
        Ping.model_validate({**GOOD[Ping], "seqs": {"public-chat": value}})


def test_the_smallest_and_the_largest_seq_are_taken() -> None:
    for seq in (0, MAX_SEQ):
        assert Read.model_validate({**GOOD[Read], "seq": seq}).seq == seq


def test_a_ping_may_name_no_chat_and_at_most_two_hundred() -> None:
    assert Ping.model_validate({"type": "ping"}).seqs == {}
    assert len(Ping.model_validate({"type": "ping", "seqs": {str(n): n for n in range(200)}}).seqs) == 200
    for seqs in ({str(n): n for n in range(201)}, [], None, {1: 1}):
        with pytest.raises(ValidationError):
            Ping.model_validate({"type": "ping", "seqs": seqs})


@pytest.mark.parametrize("state", ["Active", "", "away", "online"])
def test_presence_knows_two_states(state: str) -> None:
    with pytest.raises(ValidationError):
        PresenceFrame.model_validate({"type": "presence", "state": state})


def test_a_body_of_any_length_is_taken_here_since_the_deployment_knows_the_limit() -> None:
    for body in ("", "x" * 10_000):
        assert Send.model_validate({**GOOD[Send], "body": body}).body == body
