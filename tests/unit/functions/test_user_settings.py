"""A user's settings, as the calls answer them."""

from __future__ import annotations

from typing import Any

import pytest

from snowfight.domain.accounts.user_settings import CHANGES
from snowfight.storage.rooms.records import membership_row
from snowfight.storage.rows.rooms import RoomsRow
from tests.support.site import PASSWORD, Site

DEFAULTS: dict[str, Any] = {
    "typing": True,
    "receipts": True,
    "notify": {"private": "all", "group": "all", "public": "mentions"},
    "keywords": [],
    "quiet": None,
    "mail": True,
    "previews": True,
}
QUIET = {"from": "22:00", "to": "07:00", "zone": "Europe/Istanbul"}


@pytest.fixture
def ann(site: Site) -> Site:
    """Ann and Bob have accounts."""
    for name in ("ann", "bob"):
        site.sign_up(name)
    return site


def get(site: Site, username: str = "ann") -> dict[str, Any]:
    answer = site.as_user(username, "GET", "/api/me/settings")
    assert answer.status == 200
    return answer.body


def patch(site: Site, body: Any, username: str = "ann") -> tuple[int, Any]:
    answer = site.as_user(username, "PATCH", "/api/me/settings", body)
    return answer.status, answer.body


def kept(username: str) -> list[str]:
    """The sort keys of what is kept of the user, beside their chats."""
    return [row.sk for row in RoomsRow.query(f"USER#{username}") if not row.sk.startswith("ROOM#")]


def test_who_has_changed_nothing_has_what_everybody_has_and_no_row(ann: Site) -> None:
    assert get(ann) == DEFAULTS
    assert patch(ann, {}) == (200, DEFAULTS)
    assert kept("ann") == ["ACCOUNT"]


def test_parts_are_merged_and_the_whole_is_answered(ann: Site) -> None:
    told = DEFAULTS
    for body, part in (
        ({"typing": False, "quiet": QUIET}, {"typing": False, "quiet": QUIET}),
        ({"notify": {"group": "none"}}, {"notify": {**DEFAULTS["notify"], "group": "none"}}),
        ({"notify": {}}, {}),
        ({"keywords": [" Fort ", "FORT", "ice"]}, {"keywords": ["Fort", "ice"]}),
        ({"notify": {"public": "all"}}, {"notify": {"private": "all", "group": "none", "public": "all"}}),
        ({"quiet": None, "keywords": []}, {"quiet": None, "keywords": []}),
    ):
        told = told | part
        assert patch(ann, body) == (200, told)
        assert get(ann) == told
    assert get(ann, "bob") == DEFAULTS


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"typing": None}, "typing"),
        ({"typing": False, "quiet": QUIET | {"zone": "Mars/Base"}}, "quiet.zone"),
        ({"quiet": QUIET | {"from": "25:00"}}, "quiet.from"),
        ({"notify": {"group": None}}, "notify.group"),
        ({"keywords": ["x" * 51]}, "keywords.0"),
        ({"keywords": ["x"] * 21}, "keywords"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_does_not_fit_is_a_422_that_names_it_and_changes_nothing(
    ann: Site, body: dict[str, Any], field: str
) -> None:
    status, problem = patch(ann, body)
    assert (status, problem["code"]) == (422, "invalid")
    assert [each["field"] for each in problem["errors"]] == [field]
    assert get(ann) == DEFAULTS


def test_changes_have_a_limit_and_what_changes_nothing_is_not_counted(ann: Site) -> None:
    for number in range(CHANGES.amount):
        assert patch(ann, {"mail": bool(number % 2)})[0] == 200
    status, problem = patch(ann, {"mail": False})
    assert (status, problem["code"]) == (429, "rate_limited")
    assert get(ann)["mail"] is True
    assert patch(ann, {})[0] == 200
    assert patch(ann, {"mail": False}, "bob")[0] == 200


def test_a_chat_is_muted_with_204_and_shown_so(ann: Site) -> None:
    name = ann.as_user("ann", "GET", "/api/chat/private/bob").body["chat"]["name"]
    until = "2099-01-01T00:00:00.000Z"
    answer = ann.as_user("ann", "POST", f"/api/chat/{name}/notify", {"level": "none", "until": until})
    assert (answer.status, answer.text) == (204, "")
    chat = ann.as_user("ann", "GET", f"/api/chat/{name}").body["chat"]
    assert (chat["notify"], chat["notify_until"]) == ("none", until)
    past = {"level": "all", "until": "2020-01-01T00:00:00.000Z"}
    refused = ann.as_user("ann", "POST", f"/api/chat/{name}/notify", past)
    assert (refused.status, [each["field"] for each in refused.body["errors"]]) == (422, ["until"])


def test_whose_account_is_gone_has_no_settings_and_nothing_of_them_is_kept(ann: Site) -> None:
    # Given
    patch(ann, {"keywords": ["secret"]})
    ann.as_user("ann", "POST", "/api/chat/public-chat/notify", {"level": "none"})
    # When
    assert ann.as_user("ann", "POST", "/api/me/delete", {"password": PASSWORD}).status == 204
    wiring = ann.lambdas.http_wiring
    for job in wiring.jobs.due():
        wiring.job_runner.run(job, has_time=lambda: True)
    # Then
    assert kept("ann") == ["ACCOUNT"]
    assert membership_row("ann", "public-chat").sk not in [row.sk for row in RoomsRow.query("USER#ann")]
    for method, body in (("GET", None), ("PATCH", {"typing": False})):
        assert ann.as_user("ann", method, "/api/me/settings", body).status == 401
    assert kept("ann") == ["ACCOUNT"]


def test_an_export_holds_no_line_of_settings(ann: Site) -> None:
    patch(ann, {"keywords": ["fort"]})
    assert "fort" not in ann.as_user("ann", "GET", "/api/me/export").text
