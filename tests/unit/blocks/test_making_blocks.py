"""Blocking somebody and letting it be: what is kept of it, whoever else does what meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from snowfight.errors import NoSuchUser, SelfBlock, TooManyBlocks, Unauthorized
from snowfight.models.records import Link
from snowfight.storage.rows.rooms import AccountRow
from tests.support.chat import Chat
from tests.support.scene import DEEDS, Deed, Scene, Stage, tried
from tests.support.wire import Wire

ANN_BLOCKS: Deed = lambda scene: scene.chat.block_service.block("ann", "bob")  # noqa: E731
ANN_UNBLOCKS: Deed = lambda scene: scene.chat.block_service.unblock("ann", "bob")  # noqa: E731
BOB_BLOCKS: Deed = lambda scene: scene.chat.block_service.block("bob", "ann")  # noqa: E731
BOB_UNBLOCKS: Deed = lambda scene: scene.chat.block_service.unblock("bob", "ann")  # noqa: E731


def counted(chat: Chat, username: str) -> tuple[int, int]:
    """Between how many and the user there is a block, and how many they have blocked, as their row counts."""
    row = AccountRow.get(f"USER#{username}", "ACCOUNT")
    return int(row.blocks or 0), int(row.blocking or 0)


def truth(chat: Chat, one: str = "ann", other: str = "bob") -> tuple[bool, bool]:
    """Whether the one has blocked the other, and the other way round; raises where rows and counts do not agree."""
    mine, theirs = chat.blocks.between(one, other), chat.blocks.between(other, one)
    assert (mine.by_me, mine.by_them) == (theirs.by_them, theirs.by_me)
    pair = int(mine.by_me or mine.by_them)
    assert counted(chat, one) == (pair, int(mine.by_me))
    assert counted(chat, other) == (pair, int(mine.by_them))
    return mine.by_me, mine.by_them


def test_a_block_stands_until_it_is_lifted_and_twice_is_once(chat: Chat, ann: Link, bob: Link) -> None:
    service = chat.block_service
    for _ in range(2):
        service.block("ann", "Bob")
        assert truth(chat) == (True, False)
    assert service.blocked("ann").usernames == ["bob"]
    assert service.blocked("bob").usernames == []
    for _ in range(2):
        service.unblock("ann", "bob")
        assert truth(chat) == (False, False)
    assert service.blocked("ann").usernames == []


def test_two_who_block_each_other_are_apart_until_neither_does(chat: Chat, ann: Link, bob: Link) -> None:
    service = chat.block_service
    service.block("ann", "bob")
    service.block("bob", "ann")
    assert truth(chat) == (True, True)
    service.unblock("ann", "bob")
    assert truth(chat) == (False, True)
    assert chat.blocking.among(chat.accounts.get("ann"), ["bob"]) == {"bob"}
    service.unblock("bob", "ann")
    assert truth(chat) == (False, False)
    assert chat.blocking.among(chat.accounts.get("ann"), ["bob"]) == set()


def test_whom_one_has_blocked_is_listed_by_name(chat: Chat, ann: Link, bob: Link, cat: Link) -> None:
    for name in ("cat", "bob"):
        chat.block_service.block("ann", name)
    chat.block_service.block("cat", "ann")
    assert chat.block_service.blocked("ann").usernames == ["bob", "cat"]
    assert chat.block_service.blocked("cat").usernames == ["ann"]


@pytest.mark.parametrize("act", ["block", "unblock"])
def test_nobody_blocks_themselves_or_somebody_who_is_not_there(chat: Chat, ann: Link, bob: Link, act: str) -> None:
    do: Callable[[str, str], None] = getattr(chat.block_service, act)
    with pytest.raises(SelfBlock):
        do("ann", "ANN")
    for name in ("nobody", "no name", "me"):
        with pytest.raises(NoSuchUser):
            do("ann", name)
    chat.accounts.delete("bob")
    with pytest.raises(NoSuchUser):
        do("ann", "bob")
    with pytest.raises(Unauthorized):
        do("bob", "ann")


def test_a_thousand_are_blocked_and_no_more(
    chat: Chat, ann: Link, bob: Link, cat: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a bound of one
    monkeypatch.setattr("snowfight.storage.moderation.blocks.MAX_BLOCKS", 1)
    monkeypatch.setattr("snowfight.domain.moderation.blocks.MAX_BLOCKS", 1)
    chat.block_service.block("cat", "ann")
    chat.block_service.block("ann", "bob")
    # When, then
    with pytest.raises(TooManyBlocks):
        chat.block_service.block("ann", "cat")
    chat.block_service.block("ann", "bob")
    chat.block_service.unblock("ann", "bob")
    chat.block_service.block("ann", "cat")
    assert truth(chat, "ann", "cat") == (True, True)


@pytest.mark.parametrize(
    ("given", "one", "other", "after"),
    [
        (None, ANN_BLOCKS, BOB_BLOCKS, (True, True)),
        (None, ANN_BLOCKS, ANN_BLOCKS, (True, False)),
        (ANN_BLOCKS, ANN_UNBLOCKS, BOB_BLOCKS, (False, True)),
        (ANN_BLOCKS, ANN_UNBLOCKS, ANN_UNBLOCKS, (False, False)),
        (BOB_BLOCKS, ANN_BLOCKS, BOB_UNBLOCKS, (True, False)),
    ],
)
def test_two_at_once_come_to_what_each_of_them_wants(
    stage: Stage, given: Deed | None, one: Deed, other: Deed, after: tuple[bool, bool]
) -> None:
    for meeting in stage.meetings(one, other, given):
        assert (meeting.one, meeting.other) == ("ok", "ok")
        assert truth(meeting.scene.chat) == after


def test_whoever_dies_while_blocking_has_blocked_or_not(stage: Stage) -> None:
    ends: list[bool] = []
    for scene in stage.deaths(ANN_BLOCKS):
        ends.append(truth(scene.chat)[0])
        assert tried(ANN_BLOCKS, scene) == "ok"
        assert truth(scene.chat) == (True, False)
    assert ends[0] is False
    assert ends[-1] is True


@pytest.mark.parametrize("deed", ["Bob deletes his account", "Ann deletes her account"])
def test_nothing_is_left_of_the_blocks_of_a_deleted_account(stage: Stage, deed: str) -> None:
    """Whether it is blocked before, after, or in the midst of it."""

    def both(scene: Scene) -> None:
        tried(BOB_BLOCKS, scene)
        tried(ANN_BLOCKS, scene)

    for meeting in stage.meetings(DEEDS[deed], both):
        meeting.scene.settle()
        chat = meeting.scene.chat
        assert chat.blocks.page("ann", 10) == chat.blocks.page("bob", 10) == []
        assert counted(chat, "ann") == counted(chat, "bob") == (0, 0)


def test_a_block_is_one_transaction_of_four_rows_and_again_one_read(
    chat: Chat, wire: Wire, ann: Link, bob: Link
) -> None:
    chat.connection_lifecycle.closed(ann)
    with wire.watched() as seen:
        chat.block_service.block("ann", "bob")
    # The accounts and the block, the rate limit, the transaction, who is here, and whether there is a call.
    assert seen.operations.count("TransactWriteItems") == 1
    assert (len(seen.requests), seen.write_units) == (7, 10)
    with wire.watched() as seen:
        chat.block_service.block("ann", "bob")
    assert seen.operations == ["BatchGetItem"]
