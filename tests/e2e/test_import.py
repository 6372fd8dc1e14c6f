"""Moving in: a small export of Slack's, by the operator's command, read by whom it belongs to."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
from pathlib import Path

import pytest

from local.settings import ROOT
from local.stack import Stack
from tests.e2e.client import Person, new_name
from tests.support.exports.slack import SlackExport


def make_import(stack: Stack, source: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`make import`, as an operator has it."""
    port = stack.base_url.rpartition(":")[2]
    return subprocess.run(
        ["make", "--silent", "import", "STAGE=local", f"FROM={source}", *words],
        cwd=ROOT,
        env={**os.environ, "STATE": str(stack.folder), "PORT": port},
        capture_output=True,
        text=True,
        check=False,
    )


def export_of(email: str, folder: Path) -> Path:
    """A workspace of two, one of whom has that address: a channel with a thread and reactions, and a direct chat."""
    run = secrets.token_hex(3).upper()  # others of the run import too
    ada, grace, plans, pair = f"U1{run}", f"U2{run}", f"C1{run}", f"D1{run}"
    slack = SlackExport()
    slack.user(ada, "ada.l", email=email, real_name="Ada Lovelace")
    slack.user(grace, f"grace{run}", email=f"grace.{run}@example.org", real_name="Grace Hopper")
    slack.channel(plans, f"plans{run}", [grace, ada])
    slack.channel(pair, "", [ada, grace], kind="dms")
    root = slack.message(plans, grace, f"who brings the *big* snowballs, <@{ada}>?")
    slack.message(plans, ada, "I do &amp; you", thread_ts=root)
    slack.message(plans, grace, "wonderful", reactions=[{"name": "thumbsup", "users": [ada, grace], "count": 2}])
    slack.message(plans, ada, "x " * 200 + "end")
    slack.message(pair, grace, "between us")
    return slack.zip(folder / "my export.zip")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One with a blank in its name."""
    folder = tmp_path / "my exports"
    folder.mkdir()
    return folder


async def test_a_workspace_comes_along(stack: Stack, base: str, folder: Path) -> None:
    async with Person(base, new_name("ada")) as ada:
        await (await ada.sign_up()).verify()
        source = export_of(ada.email, folder)
        # Given an operator who first only looks
        looked = make_import(stack, source, "DRY=1")
        assert looked.returncode == 0, looked.stderr
        assert "5 messages, 0 of them here already" in looked.stdout
        assert [chat["kind"] for chat in (await ada.ok("GET", "/api/chats"))["chats"]] == ["public"]
        # When it is brought
        done = make_import(stack, source)
        assert done.returncode == 0, done.stderr
        # Then ada, who has proven her address, finds her chats, with nothing to read
        chats = {chat["kind"]: chat for chat in (await ada.ok("GET", "/api/chats"))["chats"]}
        plans, pair = chats["group"], chats["private"]
        assert (plans["title"][:5], plans["open"], plans["admin"][:5], plans["unread"]) == ("plans", True, "grace", 0)
        assert (pair["kind"], pair["unread"], pair["last_message"]["body"]) == ("private", 0, "between us")
        await _as_it_was(ada, plans["name"])
        # And is found by a search
        found = await ada.ok("GET", f"/api/search?q=wonderful&room={plans['name']}")
        assert [each["message"]["body"] for each in found["results"]] == ["wonderful"]
        # When the operator does it again, nothing comes twice
        again = make_import(stack, source)
        assert "5 messages, 5 of them here already" in again.stdout
        await _as_it_was(ada, plans["name"])
        people = (folder / "my export.zip.people.jsonl").read_text().splitlines()
        assert {line["how"]: line["username"] for line in map(json.loads, people)}["before"]


async def _as_it_was(ada: Person, room: str) -> None:
    page = await ada.ok("GET", f"/api/chat/older/{room}?limit=50")
    root, reply, liked, *parts = page["messages"]
    assert [each["seq"] for each in page["messages"]] == list(range(1, len(page["messages"]) + 1))
    assert root["body"] == f"who brings the **big** snowballs, @{ada.username}?"
    assert (root["author"]["display_name"], root["mentions"]) == ("Grace Hopper", [ada.username])
    assert root["created"].startswith("2023-11-14T22:13:20")
    assert (reply["body"], reply["thread"], reply["author"]["username"]) == ("I do & you", 1, ada.username)
    assert root["replies"]["count"] == 1
    [reaction] = liked["reactions"]
    assert (reaction["emoji"], reaction["count"], reaction["me"]) == ("👍", 2, True)
    assert len(parts) == 2
    assert parts[-1]["body"].endswith("end")


def test_what_is_no_export_is_one_line_and_nothing_comes(stack: Stack, folder: Path) -> None:
    source = folder / "broken.zip"
    source.write_bytes(b"PK\x03\x04 and nothing more")
    done = make_import(stack, source)
    assert done.returncode != 0
    complaint = done.stderr.strip().splitlines()
    assert str(source.name) in complaint[0]
    assert not [line for line in complaint[1:] if not line.startswith("make")]
    assert not list(folder.glob("*.jsonl"))
