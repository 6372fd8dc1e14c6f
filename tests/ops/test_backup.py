"""A backup holds everything that is durable, goes on where it was cut off, and comes back whole, once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.settings import Settings
from ops.archive import Archive, Unusable
from ops.backup import Backup
from ops.deployment import Deployment
from ops.restore import Restore
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account
from snowfight.storage.rows.robots import (
    BotRow,
    ClaimRow,
    HookRow,
    ImportedPersonRow,
    ImportedRow,
    SubscriptionRow,
    TokenRow,
)
from snowfight.storage.rows.rooms import AccountRow
from tests.support.chat import Chat
from tests.support.crowd import fill
from tests.support.reports import ReportDesk
from tests.support.tables import REGION, empty_tables, rows
from tests.unit.emoji.test_custom_emoji import add

CLASSES = ("RequireUppercase", "RequireLowercase", "RequireNumbers", "RequireSymbols")


class Here(Deployment):
    """The deployment whose tables the tests have, with a user pool."""

    def client(self, service: str, **options: Any) -> Any:
        return self.__dict__.setdefault(service, super().client(service, **options))

    @property
    def indexed(self) -> list[str]:
        """The chats whose index the indexer was asked to build."""
        return self.__dict__.setdefault("_indexed", [])

    def _index(self, FunctionName: str, Payload: str) -> dict[str, Any]:  # noqa: N803
        task = json.loads(Payload)
        assert (FunctionName, task["anew"]) == ("indexer", True)
        self.indexed.append(task["room"])
        return {"Payload": BytesIO(b'{"done": true}')}


@pytest.fixture
def deployment(chat: Chat) -> Iterator[Here]:
    """People who have made each kind of chat, and one who is no more."""
    _life(chat)
    with mock_aws():
        deployment = _deployment()
        for name in ("ann", "bob", "cat"):
            deployment.client("cognito-idp").admin_create_user(
                UserPoolId=deployment.outputs["UserPool"],
                Username=name,
                UserAttributes=[
                    {"Name": "email", "Value": f"{name}@example.org"},
                    {"Name": "email_verified", "Value": "true" if name != "cat" else "false"},
                ],
                MessageAction="SUPPRESS",
            )
        yield deployment


def _deployment() -> Here:
    settings = Settings(stage="prod", region=REGION, sender_address="a@example.org")
    deployment = Here(settings, boto3.Session("k", "s", region_name=REGION))
    pool = deployment.client("cognito-idp").create_user_pool(
        PoolName="users", Policies={"PasswordPolicy": {"MinimumLength": 10, **dict.fromkeys(CLASSES, False)}}
    )["UserPool"]["Id"]
    tables = {"RoomsTable": "rooms", "MessagesTable": "messages", "EphemeralTable": "ephemeral"}
    deployment.__dict__["outputs"] = {**tables, "UserPool": pool, "FunctionIndexer": "indexer"}
    deployment.__dict__["lambda"] = SimpleNamespace(invoke=deployment._index)
    return deployment


def _life(chat: Chat) -> None:
    people = {name: chat.connect(chat.user(name, verified=True)) for name in ("ann", "bob", "cat", "dan")}
    group = chat.groups.create("ann", NewGroup(groupchat_name="Snow", open=True))
    chat.groups.edit("ann", group, EditGroup(add_members=["bob", "dan"]))
    pair = chat.private_chats.with_user("ann", "bob")
    for room in (PUBLIC_CHAT, group, pair):
        chat.say(people["ann"], room=room)
    fill(chat, PUBLIC_CHAT, ["bob", "dan"], 1500)
    chat.groups.leave("bob", group)
    for name in ("fort", "ice"):
        add(chat, "bob", name)
    chat.custom_emojis.remove("bob", "ice")
    _moderated(chat, group)
    _moved_in(chat, pair)
    _with_programs(chat, group)
    chat.jobs.delete_account("dan", lambda: chat.accounts.delete("dan"))


def _moved_in(chat: Chat, room: str) -> None:
    """Eve has come with an import, as nobody that the user pool knows."""
    chat.user("eve")
    AccountRow("USER#eve", "ACCOUNT").update([AccountRow.imported.set("slack:T1#U1")])
    ImportedPersonRow("IMPORTED#PEOPLE", "slack:T1#U1", username="eve", claim="abc").save()
    ClaimRow("CLAIM#abc", "eve").save()
    ImportedRow("IMPORTED#slack:T1", "C1", room=room, progress={"seq": 1}).save()


def _with_programs(chat: Chat, group: str) -> None:
    """Ann has a bot in the group, which a hook posts to and whose events are sent somewhere."""
    chat.accounts.create(Account("crab", "Crab", bot=True, maker="ann"))
    fire = AccountRow("USER#hook_abcdefgh", "ACCOUNT", display_name="Fire", email="", email_verified=False)
    fire.bot, fire.maker, fire.hook_of = True, "ann", group
    fire.save()
    BotRow("BOTS#ann", "crab", created=1, token="t1", expires=2).save()
    TokenRow("TOKEN#t1", "TOKEN", username="crab", maker="ann", digest="x", expires_at=4_000_000_000).save()
    HookRow(f"HOOKS#{group}", "h1", name="Fire", username="hook_abcdefgh", digest="x", created=1, maker="ann").save()
    told = SubscriptionRow(
        f"EVENTS#{group}", "s1", url="https://example.org", secret="x", maker="ann", kinds=["message"]
    )
    told.seq = told.rev = told.member = 0
    told.save()


def _moderated(chat: Chat, group: str) -> None:
    """Ann has two messages reported: one is decided, one waits, as does what somebody has told from without."""
    desk = ReportDesk(chat, in_earnest=True)
    desk.appoint("cat", "moderator")
    decided = desk.report("bob", PUBLIC_CHAT, 1)
    desk.decide("cat", decided.id, "mute", minutes=5)
    desk.report("dan", group, 1)
    desk.report_openly()


TABLES = ("rooms", "messages")


def durable() -> dict[str, list[str]]:
    """All rows that have to come back; how many groups somebody came into is counted anew where it is asked for, and
    what sends events is disabled."""
    counts = {"joins", "max_joins", "disabled"}
    kept = {table: [{n: v for n, v in row.items() if n not in counts} for row in rows(table)] for table in TABLES}
    return {table: sorted(json.dumps(row, sort_keys=True) for row in kept[table]) for table in TABLES}


def users(deployment: Here) -> dict[str, dict[str, str]]:
    found = deployment.client("cognito-idp").list_users(UserPoolId=deployment.outputs["UserPool"])["Users"]
    return {
        user["Username"]: {each["Name"]: each["Value"] for each in user["Attributes"] if each["Name"] != "sub"}
        for user in found
    }


def backup(deployment: Here, folder: Path) -> None:
    Backup(deployment, Archive(folder), lambda _: None).run()


def restore(deployment: Here, folder: Path) -> Any:
    return Restore(deployment, Archive(folder), lambda _: None).run()


def test_everything_durable_comes_back_into_empty_tables(deployment: Here, tmp_path: Path) -> None:
    # Given
    before, people = durable(), users(deployment)
    jobs = [row for row in rows("ephemeral") if row["pk"]["S"] == "JOBS"]
    assert len(before["messages"]) == 1503
    backup(deployment, tmp_path)
    # When
    empty_tables()
    fresh = _deployment()
    done = restore(fresh, tmp_path)
    # Then
    assert durable() == before
    assert users(fresh) == people
    assert [row for row in rows("ephemeral") if row["pk"]["S"] == "JOBS"] == jobs != []
    assert (done.accounts, done.messages, done.waiting) == (3, 1503, 1)
    assert sorted(fresh.indexed) == sorted({row["room"]["S"] for row in rows("messages")})


class CutOff(Exception):
    """The operator's connection is gone."""


@pytest.mark.parametrize("requests", [1, 4, 8, 12, 16, 18])
def test_a_backup_that_is_cut_off_goes_on_and_holds_the_same(deployment: Here, tmp_path: Path, requests: int) -> None:
    # Given
    backup(deployment, tmp_path / "whole")
    left = iter(range(requests))

    def count(**_: Any) -> None:
        if next(left, None) is None:
            raise CutOff

    events = deployment.client("dynamodb").meta.events
    events.register("before-call.dynamodb", count, unique_id="fuse")
    # When
    with pytest.raises(CutOff):
        backup(deployment, tmp_path / "cut")
    events.unregister("before-call.dynamodb", unique_id="fuse")
    backup(deployment, tmp_path / "cut")
    # Then
    for part in ("users", "rooms", "messages", "jobs"):
        assert (tmp_path / "cut" / f"{part}.jsonl").read_text() == (tmp_path / "whole" / f"{part}.jsonl").read_text()


def test_a_restore_may_be_made_again_and_leaves_accounts_that_are_there_alone(deployment: Here, tmp_path: Path) -> None:
    # Given a deployment that has lost its tables, and kept its users
    before = durable()
    backup(deployment, tmp_path)
    empty_tables()
    # When
    assert restore(deployment, tmp_path).waiting == 0
    restore(deployment, tmp_path)
    # Then
    assert durable() == before


def test_messages_that_came_while_the_backup_ran_keep_their_numbers(
    deployment: Here, chat: Chat, tmp_path: Path
) -> None:
    # Given a log that goes on after its chat's row has been read
    backup(deployment, tmp_path)
    text = (tmp_path / "rooms.jsonl").read_text()
    assert '"last_seq": {"N": "1501"}' in text
    (tmp_path / "rooms.jsonl").write_text(text.replace('"last_seq": {"N": "1501"}', '"last_seq": {"N": "1400"}'))
    _sign(tmp_path)
    # When
    empty_tables()
    restore(deployment, tmp_path)
    # Then
    assert chat.rooms.states([PUBLIC_CHAT])[PUBLIC_CHAT].last_seq == 1501


def _sign(folder: Path) -> None:
    archive = Archive(folder)
    manifest = json.loads((folder / "backup.json").read_text())
    manifest["files"]["rooms"]["sha256"] = archive.digest("rooms")
    (folder / "backup.json").write_text(json.dumps(manifest))


def test_what_is_damaged_or_not_whole_is_not_restored(deployment: Here, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="no whole backup"):
        restore(deployment, tmp_path)
    backup(deployment, tmp_path)
    text = (tmp_path / "messages.jsonl").read_text()
    (tmp_path / "messages.jsonl").write_text(text.replace("snow", "rain", 1))
    empty_tables()
    with pytest.raises(Unusable, match="damaged"):
        restore(deployment, tmp_path)
    assert durable() == {"rooms": [], "messages": []}


def test_nothing_is_put_over_what_people_have_written(deployment: Here, tmp_path: Path) -> None:
    backup(deployment, tmp_path)
    before = durable()
    with pytest.raises(Unusable, match="in use"):
        restore(deployment, tmp_path)
    assert durable() == before


def test_a_row_that_dynamodb_leaves_out_at_first_is_seen_all_the_same(
    deployment: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given tables in use, of which a busy DynamoDB shows nothing in its first answer
    backup(deployment, tmp_path)
    dynamodb = deployment.client("dynamodb")
    ask, pauses = dynamodb.batch_get_item, list[float]()

    def busy(RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803
        if pauses:
            return ask(RequestItems=RequestItems)
        return {"Responses": {}, "UnprocessedKeys": RequestItems}

    monkeypatch.setattr(dynamodb, "batch_get_item", busy)
    monkeypatch.setattr("ops.batches.time", SimpleNamespace(sleep=pauses.append))
    # When, then
    again = Restore(deployment, Archive(tmp_path), lambda _: None)
    with pytest.raises(Unusable, match="in use"):
        again.run()
    assert len(pauses) == 1


def test_a_folder_is_one_backup_of_one_deployment(deployment: Here, tmp_path: Path) -> None:
    backup(deployment, tmp_path)
    with pytest.raises(Unusable, match="another folder"):
        backup(deployment, tmp_path)
    other = Archive(tmp_path / "other")
    other.begin("Snowfight-dev")
    other.mark(0)
    with pytest.raises(Unusable, match="Snowfight-dev"):
        backup(deployment, tmp_path / "other")
