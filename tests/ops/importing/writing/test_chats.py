"""Chats come along as what they were: who is in them, in which order, with everything that hangs on a message."""

from __future__ import annotations

from datetime import timedelta

from ops.importing.model import ImportedReaction
from tests.support.importing import LONG_AGO, Deployed, MemoryExport, group, person, post

ANN, BOB, CAT = person("ann"), person("bob"), person("cat")


def test_messages_keep_their_order_times_and_authors(deployed: Deployed) -> None:
    export = MemoryExport(
        [ANN, BOB], [group("snow", "ann", "bob", creator="BOB")], {"snow": [post(1, "ann"), post(2, "bob")]}
    )
    # When
    deployed.bring(export)
    # Then
    room = deployed.rooms("ann")["Snow"]
    said = deployed.messages(room, "ann")
    assert [(each.seq, each.author.username, each.body) for each in said] == [
        (1, "ann", "post 1"),
        (2, "bob", "post 2"),
    ]
    assert said[0].created == LONG_AGO + timedelta(minutes=1)
    state = deployed.chat.rooms.states([room])[room]
    assert (state.admin, state.open, state.member_count, state.last_rev) == ("bob", True, 2, 0)


def test_reactions(deployed: Deployed) -> None:
    liked = ImportedReaction("👍", ("BOB", "ANN"))
    export = MemoryExport([ANN, BOB], [group("snow", "ann", "bob")], {"snow": [post(1, "ann", reactions=(liked,))]})
    deployed.bring(export)
    [said] = deployed.messages(deployed.rooms("ann")["Snow"], "ann")
    assert [(each.emoji, each.usernames, each.me) for each in said.reactions] == [("👍", ["bob", "ann"], True)]
