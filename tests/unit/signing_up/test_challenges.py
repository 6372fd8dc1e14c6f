"""Given a deployment that takes a solved challenge, when somebody signs up, then …"""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from snowfight.errors import BadChallenge, BadInvite, UsernameTaken
from tests.support.challenges import solved
from tests.support.chat import Chat
from tests.support.identity import SECRET
from tests.support.tables import rows
from tests.unit.signing_up.newcomers import decide, sign_up, work


@pytest.fixture(autouse=True)
def challenged(chat: Chat) -> None:
    decide(chat, challenge=True)


def changed(text: str, **parts: Any) -> str:
    """A solved challenge with other parameters, or another solution."""
    told = json.loads(base64.b64decode(text))
    for name, value in parts.items():
        part = told["solution"] if name in told["solution"] else told["challenge"]["parameters"]
        part[name] = value
    return base64.b64encode(json.dumps(told).encode()).decode()


def test_whoever_has_solved_one_comes_in_once(chat: Chat) -> None:
    text = work(chat)
    sign_up(chat, "ann", challenge=text)
    with pytest.raises(BadChallenge):
        sign_up(chat, "bob", challenge=text)
    assert set(chat.identity.users) == {"ann"}


def test_the_same_solution_written_otherwise_is_no_other(chat: Chat) -> None:
    text = work(chat)
    sign_up(chat, "ann", challenge=text)
    told = json.loads(base64.b64decode(text))
    again = {**told, "solution": {**told["solution"], "time": 1, "took": 2}, "more": "of it"}
    with pytest.raises(BadChallenge):
        sign_up(chat, "bob", challenge=base64.b64encode(json.dumps(again, indent=1).encode()).decode())


def test_of_two_at_once_with_one_solution_one_comes_in(chat: Chat) -> None:
    text = work(chat)

    def come(username: str) -> bool:
        try:
            sign_up(chat, username, challenge=text)
        except BadChallenge:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(come, ["ann", "bob"])) == [False, True]


@pytest.mark.parametrize("minutes", [9.9, 10])
def test_it_is_good_for_ten_minutes(chat: Chat, minutes: float) -> None:
    text = work(chat)
    chat.clock.advance(minutes=minutes)
    if minutes < 10:
        sign_up(chat, "ann", challenge=text)
    else:
        with pytest.raises(BadChallenge):
            sign_up(chat, "ann", challenge=text)


@pytest.mark.parametrize(
    "text", [None, "", "x", "e30=", "bnVsbA==", "W10=", "eyJjaGFsbGVuZ2UiOiB7fX0=", "é", "/" * 4096]
)
def test_what_is_no_solution_is_refused(chat: Chat, text: str | None) -> None:
    with pytest.raises(BadChallenge):
        sign_up(chat, "ann", challenge=text)


@pytest.mark.parametrize(
    "parts",
    [
        {"counter": 3, "derivedKey": "00" * 32},
        {"derivedKey": ""},
        {"expiresAt": 4_000_000_000},
        {"nonce": "00" * 16},
        {"cost": 1},
        {"keyPrefix": ""},
        {"keySignature": "00" * 32},
        {"algorithm": "SHA-256"},
    ],
    ids=str,
)
def test_another_challenge_or_no_work_is_refused(chat: Chat, parts: dict[str, Any]) -> None:
    with pytest.raises(BadChallenge):
        sign_up(chat, "ann", challenge=changed(work(chat), **parts))


def test_one_of_another_deployment_is_refused(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.identity.SECRET", SECRET[::-1])
    text = work(Chat(database=chat.database, clock=chat.clock))
    monkeypatch.undo()
    with pytest.raises(BadChallenge):
        sign_up(chat, "ann", challenge=text)


def test_one_that_fails_for_another_reason_leaves_it_unused(chat: Chat) -> None:
    sign_up(chat, "ann", challenge=work(chat))
    text = work(chat)
    with pytest.raises(UsernameTaken):
        sign_up(chat, "ann", challenge=text)
    decide(chat, sign_up="invited")
    with pytest.raises(BadInvite):
        sign_up(chat, "bob", challenge=text)
    decide(chat, sign_up="open")
    sign_up(chat, "bob", challenge=text)


def test_nothing_is_kept_of_one_before_it_is_solved_and_it_is_forgotten_once_it_is_over(chat: Chat) -> None:
    challenge = chat.door.challenges.make()
    assert rows("ephemeral") == []
    sign_up(chat, "ann", challenge=solved(challenge.model_dump()))
    [row] = rows("ephemeral")
    assert row["pk"]["S"] == f"CHALLENGE#{challenge.parameters.nonce}"
    assert int(row["expires_at"]["N"]) > challenge.parameters.expires_at


def test_where_none_is_asked_for_none_is_looked_at(chat: Chat) -> None:
    decide(chat, challenge=False)
    sign_up(chat, "ann", challenge="whatever")
    assert rows("ephemeral") == []
