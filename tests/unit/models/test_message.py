"""Given a page that is asked for, or a message that is told, when it passes the wire, then …"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from itertools import combinations

import pytest
from pydantic import ValidationError

from snowfight.models.message import MAX_SEQ, HistoryQuery, Message
from snowfight.models.user import Author


@pytest.mark.parametrize("limit", ["1", "30", "200"])
def test_a_limit_lies_between_1_and_200(limit: str) -> None:
    assert HistoryQuery.model_validate({"limit": limit}).limit == int(limit)


@pytest.mark.parametrize("limit", ["0", "201", "-1", "", "x", "1.5", "NaN", "1,2", "9" * 5000])
def test_a_limit_beyond_that_is_refused(limit: str) -> None:
    with pytest.raises(ValidationError):
        HistoryQuery.model_validate({"limit": limit})


@pytest.mark.parametrize("anchor", ["offset", "before", "after"])
def test_an_anchor_is_a_number_from_0_on(anchor: str) -> None:
    for value in (0, 1, MAX_SEQ):
        assert getattr(HistoryQuery.model_validate({anchor: str(value)}), anchor) == value
    for value in ("-1", str(MAX_SEQ + 1), "", "x", "1e999", "null"):
        with pytest.raises(ValidationError):
            HistoryQuery.model_validate({anchor: value})


def test_two_anchors_are_refused_even_where_one_is_0() -> None:
    for one, other in combinations(("offset", "before", "after"), 2):
        for values in (("0", "0"), ("1", "0"), ("5", "5")):
            with pytest.raises(ValidationError, match="only one of"):
                HistoryQuery.model_validate(dict(zip((one, other), values, strict=True)))


def test_nothing_asked_for_is_the_newest_thirty_and_unknown_parameters_are_ignored() -> None:
    query = HistoryQuery.model_validate({"page": "2", "q": "x"})
    assert (query.offset, query.before, query.after, query.limit) == (None, None, None, 30)


def test_a_message_says_every_field_and_its_times_in_utc_with_milliseconds() -> None:
    # Given a moment told in another time zone
    created = datetime(2026, 1, 31, 13, 0, 0, 7_000, tzinfo=timezone(timedelta(hours=1)))
    author = Author(username="ann", display_name="Ann")
    # When
    fields = json.loads(
        Message(
            room="public-chat", seq=1, id="public-chat:1", client_id="c", author=author, body="hi", created=created
        ).model_dump_json()
    )
    # Then
    assert fields["created"] == "2026-01-31T12:00:00.007Z"
    assert fields.keys() == Message.model_fields.keys()
    unset = (fields["file"], fields["edited"], fields["deleted"], fields["author"]["avatar_url"])
    assert unset == (None, None, None, None)


def test_a_moment_on_the_second_has_milliseconds_too() -> None:
    created = datetime(2026, 1, 31, tzinfo=UTC)
    author = Author(username="ann", display_name="Ann")
    message = Message(room="r", seq=1, id="i", client_id="c", author=author, created=created, deleted=created)
    assert json.loads(message.model_dump_json())["deleted"] == "2026-01-31T00:00:00.000Z"
