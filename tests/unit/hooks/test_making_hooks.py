"""Who may make hooks, and see and delete them, and what becomes of what they wrote."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from snowfight.domain.hooks.hooks import MADE
from snowfight.models.file import StoredFile
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Sanction
from snowfight.models.robots.hooks import MAX_HOOKS
from snowfight.storage.accounts.records import account_row, packed_sanction
from snowfight.storage.rows.rooms import AccountRow, MetaRow
from tests.support.hooks import HookSite
from tests.support.tables import rows


def count_of(hooks: HookSite, room: str) -> int:
    [row] = hooks.database.get_many([MetaRow(f"ROOM#{room}", "META")])
    return int(row.hooks or 0)


def test_a_hook_is_made_posted_to_listed_and_deleted(hooks: HookSite) -> None:
    # When
    made = hooks.make(name="  Alerts  ")
    # Then: the address is on the site itself, and told this once
    assert made.status == 201
    assert set(made.body) == {"id", "name", "url"}
    identifier, url = made.body["id"], made.body["url"]
    assert re.fullmatch(rf"http://localhost:8080/api/hook/{hooks.group}/{identifier}\.[\w-]{{43}}", url)
    [listed] = hooks.listed()
    assert set(listed) == {"id", "name", "username", "created", "last_used"}
    assert re.fullmatch("hook_[a-z]{8}", listed["username"])
    assert (listed["id"], listed["name"], listed["last_used"]) == (identifier, "Alerts", None)
    # And: what is posted there is a message of its own author's
    answer = hooks.post(url, {"text": "the door is open"})
    assert (answer.status, answer.text, answer.headers["Content-Type"]) == (200, "ok", "text/plain; charset=utf-8")
    author = {"username": listed["username"], "display_name": "Alerts", "avatar_url": None, "bot": True}
    assert [(message["author"], message["body"]) for message in hooks.said()] == [(author, "the door is open")]
    # And: deleted, it is no address, and still the author of what it wrote
    assert hooks.delete(identifier).status == 204
    assert (hooks.listed(), count_of(hooks, hooks.group)) == ([], 0)
    assert hooks.post(url, {"text": "again"}).body["code"] == "no_such_hook"
    assert [(message["author"], message["body"]) for message in hooks.said()] == [(author, "the door is open")]


def test_its_account_is_a_bots_and_counted_nowhere(hooks: HookSite) -> None:
    before = hooks.site.as_user("ann", "GET", "/api/chat/public-chat").body["chat"]["member_count"]
    hooks.address()
    profile = hooks.site.as_user("bob", "GET", f"/api/users/{hooks.listed()[0]['username']}").body

    assert (profile["display_name"], profile["bot"], profile["imported"]) == ("Alerts", True, False)
    assert hooks.site.as_user("ann", "GET", "/api/chat/public-chat").body["chat"]["member_count"] == before


def test_nobody_else_is_let_near(hooks: HookSite) -> None:
    hook = hooks.make().body["id"]
    private = hooks.site.as_user("ann", "GET", "/api/chat/private/bob").body["chat"]["name"]
    refusals = {
        ("bob", hooks.group): "not_admin",
        ("eve", hooks.group): "no_such_chat",
        ("mod", hooks.group): "no_such_chat",
        ("ann", private): "not_admin",
        ("ann", PUBLIC_CHAT): "not_admin",
        ("ann", "nowhere"): "no_such_chat",
        ("nobody", hooks.group): "unauthorized",
    }

    for (who, room), code in refusals.items():
        assert hooks.make(who, room).body["code"] == code
        assert hooks.site.as_user(who, "GET", f"/api/chat/{room}/hooks").body["code"] == code
        assert hooks.delete(hook, who, room).body["code"] == code
    assert [each["id"] for each in hooks.listed()] == [hook]


def test_in_the_public_chat_moderators_and_owners_make_them(hooks: HookSite) -> None:
    hooks.set_role("eve", "owner")

    url = hooks.address("mod", PUBLIC_CHAT)

    assert [each["name"] for each in hooks.listed("eve", PUBLIC_CHAT)] == ["Alerts"]
    assert hooks.post(url, {"text": "see https://example.org"}).text == "ok"
    assert hooks.bodies(PUBLIC_CHAT) == ["see https://example.org"]


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": " "}, {"name": 5}, {"name": "x" * 51}, {"name": "a", "b": 1}]
)
def test_a_name_that_is_none_is_refused(hooks: HookSite, body: object) -> None:
    assert hooks.site.as_user("ann", "POST", f"/api/chat/{hooks.group}/hooks", body).status == 422
    assert hooks.listed() == []


def test_a_chat_has_so_many_and_another_when_one_is_gone(hooks: HookSite) -> None:
    made = [hooks.make().body["id"] for _ in range(MAX_HOOKS)]

    assert (hooks.make().status, hooks.make().body["code"]) == (409, "too_many_hooks")
    assert {each["id"] for each in hooks.listed()} == set(made)
    assert hooks.delete(made[0]).status == 204
    assert hooks.make().status == 201
    assert count_of(hooks, hooks.group) == MAX_HOOKS


def test_nobody_makes_them_without_end(hooks: HookSite) -> None:
    """Each leaves an account that stays."""
    for _ in range(MADE.amount):
        assert hooks.delete(hooks.make().body["id"]).status == 204

    answer = hooks.make()

    assert (answer.status, answer.body["code"]) == (429, "rate_limited")
    assert int(answer.headers["Retry-After"]) > 0


def test_an_unknown_hook_is_none(hooks: HookSite) -> None:
    other = hooks.make("mod", PUBLIC_CHAT).body["id"]

    for identifier in (other, "0123456789abcdef", "x"):
        answer = hooks.delete(identifier)
        assert (answer.status, answer.body["code"]) == (404, "no_such_hook")
    deleted = hooks.make().body["id"]
    assert [hooks.delete(deleted).status for _ in range(2)] == [204, 404]


def test_a_name_that_somebody_has_is_not_taken_twice(hooks: HookSite, monkeypatch: pytest.MonkeyPatch) -> None:
    names = iter(["hook_aaaaaaaa", "hook_aaaaaaaa", "hook_bbbbbbbb"])
    monkeypatch.setattr("snowfight.domain.hooks.hooks._username", lambda: next(names))

    assert [hooks.make(name=name).status for name in ("One", "Two")] == [201, 201]

    assert {(each["name"], each["username"]) for each in hooks.listed()} == {
        ("One", "hook_aaaaaaaa"),
        ("Two", "hook_bbbbbbbb"),
    }
    assert count_of(hooks, hooks.group) == 2


def test_when_it_was_used_is_known_to_the_hour(hooks: HookSite, address: str) -> None:
    used: list[str] = []
    for _ in range(3):
        hooks.post(address, {"text": "hello"})
        used.append(hooks.listed()[0]["last_used"])
        hooks.clock.advance(minutes=31)

    assert used[0] == used[1] != used[2]
    assert hooks.listed()[0]["last_used"] == used[2]


def test_a_secret_is_kept_as_a_hash_alone(hooks: HookSite, address: str) -> None:
    secret = address.rpartition(".")[2]

    assert secret not in str([rows(table) for table in ("rooms", "messages", "ephemeral")])


def test_hooks_go_with_their_group(hooks: HookSite, address: str) -> None:
    hooks.post(address, {"text": "hello"})
    username = hooks.listed()[0]["username"]

    assert hooks.site.as_user("ann", "POST", f"/api/chat/{hooks.group}/delete").status == 204
    assert hooks.post(address, {"text": "again"}).body["code"] == "no_such_hook"
    jobs = hooks.site.lambdas.http_wiring.jobs
    hooks.monkeypatch.setattr(jobs, "_clock", hooks.clock)
    hooks.clock.advance(days=400)
    for job in jobs.due(timedelta(days=10_000)):
        jobs.purge_chat(job, lambda: True, list[StoredFile].copy)

    assert not [row for row in rows("rooms") if row["pk"]["S"] == f"HOOKS#{hooks.group}"]
    assert hooks.database.get_many([account_row(username)]) == []


def test_nobody_signs_up_by_the_name_of_a_hook(hooks: HookSite) -> None:
    hooks.address()
    body = {"username": hooks.listed()[0]["username"], "email": "x@example.org", "password": "correct horse"}

    assert hooks.site.call("POST", "/api/auth/signup", body).body["code"] == "username_taken"


def test_nobody_is_in_a_chat_with_a_hook(hooks: HookSite) -> None:
    hooks.address()
    username = hooks.listed()[0]["username"]

    assert hooks.site.as_user("ann", "GET", f"/api/chat/private/{username}").body["code"] == "no_such_user"
    answer = hooks.site.as_user("ann", "POST", f"/api/chat/{hooks.group}/edit", {"add_members": [username]})
    assert answer.status in (403, 404)


def test_a_hook_that_was_made_by_somebody_banned_or_gone_is_none(hooks: HookSite, address: str) -> None:
    assert hooks.post(address, {"text": "before"}).text == "ok"
    hooks.database.update(account_row("ann"), [AccountRow.banned.set([0, "spam"])])
    assert hooks.post(address, {"text": "banned"}).body["code"] == "no_such_hook"
    hooks.database.update(account_row("ann"), [AccountRow.banned.remove(), AccountRow.deleted.set(True)])
    assert hooks.post(address, {"text": "deleted"}).body["code"] == "no_such_hook"
    muted = packed_sanction(Sanction(None, "spam"))
    hooks.database.update(account_row("ann"), [AccountRow.deleted.remove(), AccountRow.muted.set(muted)])
    assert hooks.post(address, {"text": "muted"}).body["code"] == "muted"
    hooks.database.update(account_row("ann"), [AccountRow.muted.remove()])

    assert hooks.bodies() == ["before"]
