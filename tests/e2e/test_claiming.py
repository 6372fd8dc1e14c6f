"""Moving in, over the wire: somebody who was imported takes their account over, or it is merged into theirs, and all of
it leaves again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from local.stack import Stack
from ops.deployment import Deployment
from ops.exporting.command import export
from ops.importing.importer import Import
from ops.importing.journal import Journal
from ops.importing.report import Report
from ops.importing.target import Target
from ops.people.merge import Merge
from ops.people.unclaimed import unclaimed
from ops.reindex import Reindex
from ops.tables import operators_database
from tests.e2e.client import PASSWORD, Person, new_name
from tests.support.dynamodb import bound_elsewhere
from tests.support.importing import MemoryExport, group, person, post


@pytest.fixture
def deployment(stack: Stack) -> Deployment:
    return Deployment.local(stack.endpoint_url, stack.base_url)


def moved_in(deployment: Deployment, folder: Path, *names: str) -> str:
    """Imports a group of those people, whose first has said something; returns what it is called."""
    title = new_name("fort")
    brought = MemoryExport(
        [person(name, email=f"{name}@example.org") for name in names],
        [group(title, *names)],
        {title: [post(1, names[0], "long ago")]},
        source=f"slack:{title}",
    )
    report = Report(folder / "export.zip")
    with bound_elsewhere(), Journal(folder / f"{title}.journal", title) as journal:
        Import(Target.of(deployment), brought, journal, report, folder, lambda _line: None).run()
    report.close()
    return title


async def claimed(someone: Person) -> None:
    """Takes an imported account over."""
    await someone.ok("POST", "/api/auth/claim", {"email": someone.email})
    body = {"email": someone.email, "code": await someone.mail(), "password": PASSWORD}
    status, answer = await someone.call("POST", "/api/auth/claim/finish", body)
    assert (status, answer) == (201, {"username": someone.username, "email_verified": True})


async def test_an_imported_account_is_taken_over_by_the_address_it_came_with(
    base: str, deployment: Deployment, tmp_path: Path
) -> None:
    async with Person(base, new_name("ann")) as ann, Person(base, new_name()) as bob:
        # Given
        title = moved_in(deployment, tmp_path, ann.username)
        await bob.sign_up()
        assert (await bob.ok("GET", f"/api/users/{ann.username}"))["imported"] is True
        wrong = await ann.call("POST", "/api/auth/login", {"username": ann.username, "password": PASSWORD})
        assert wrong[0] == 401
        assert (await bob.call("POST", "/api/auth/claim", {"email": "nobody@example.org"}))[0] == 204
        # When
        await claimed(ann)
        # Then
        await ann.sign_in()
        [chat] = [each for each in (await ann.ok("GET", "/api/chats"))["chats"] if each["kind"] == "group"]
        assert (chat["title"], chat["last_message"]["body"], chat["unread"]) == (title.title(), "long ago", 0)
        assert (await bob.ok("GET", f"/api/users/{ann.username}"))["imported"] is False
        again = {"email": ann.email, "code": await ann.mail(), "password": PASSWORD}
        status, problem = await ann.call("POST", "/api/auth/claim/finish", again)
        assert (status, problem["code"]) == (400, "code_expired")


async def test_an_account_that_nobody_claims_is_merged_and_what_was_said_leaves_again(
    base: str, deployment: Deployment, tmp_path: Path
) -> None:
    async with Person(base, new_name("new")) as ann:
        # Given
        old = new_name("old")
        await (await ann.sign_up()).verify()
        title = moved_in(deployment, tmp_path, old)
        with bound_elsewhere():
            database = operators_database(deployment)
            assert old in {each.username for each in unclaimed(database)}
            # When
            Merge(database, old, ann.username, Reindex(deployment).room, lambda _line: None).run()
            assert old not in {each.username for each in unclaimed(database)}
            export(deployment, tmp_path / "an export")
        # Then
        [chat] = [each for each in (await ann.ok("GET", "/api/chats"))["chats"] if each["kind"] == "group"]
        assert (chat["title"], chat["last_message"]["author"]["username"]) == (title.title(), ann.username)
        lines = [json.loads(line) for line in (tmp_path / "an export/export.jsonl").read_text("utf-8").splitlines()]
        said = [line["post"] for line in lines if line["type"] == "post" and line["post"]["channel"] == chat["name"]]
        assert [(each["user"], each["message"]) for each in said] == [(ann.username, "long ago")]
