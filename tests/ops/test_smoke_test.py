"""Given a deployed chat, when the smoke test goes through it, then it says in one line how that went."""

from __future__ import annotations

from ops.smoke_test import travel

SENDER = "chat@example.org"


def test_a_site_that_does_not_answer_fails_the_round_trip() -> None:
    finding = travel("http://127.0.0.1:9", SENDER)

    assert str(finding).startswith("fail  round trip")
