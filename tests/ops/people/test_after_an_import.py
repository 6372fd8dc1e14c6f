"""Given what an import leaves, when its people come or are merged, then it is theirs, and a later import goes on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from ops.importing.model import ImportedReaction, PersonMention
from ops.people.merge import Merge
from ops.people.unclaimed import unclaimed
from snowfight.models.accounts import Claim, FinishClaim
from snowfight.storage.accounts.claims import hashed_address
from tests.support.dynamodb import bound_elsewhere
from tests.support.identity import keyed_hashes
from tests.support.importing import Deployed, MemoryExport, group, person, post

PASSWORD = "correct horse"


@pytest.fixture
def deployed(tmp_path: Path) -> Iterator[Deployed]:
    with bound_elsewhere():
        deployed = Deployed(tmp_path)
        object.__setattr__(deployed.target, "hashed", partial(hashed_address, keyed_hashes().of))
        yield deployed


def export(*more: str) -> MemoryExport:
    """Ann, Bob and Cat in a group: a thread, mentions, reactions; and what was said since."""
    everybody = [person(name, email=f"{name}@old.example") for name in ("ann", "bob", "cat")]
    said = [
        post(1, "ann", "one", reactions=(ImportedReaction("👍", ("ANN", "BOB", "CAT")),)),
        post(2, "bob", "see ", PersonMention("CAT", "cat"), thread="1"),
        post(3, "cat", "three", thread="1", reply_to="2"),
        *(post(4 + number, "cat", text) for number, text in enumerate(more)),
    ]
    return MemoryExport(everybody, [group("snow", "ann", "bob", "cat")], {"snow": said})


def merge(deployed: Deployed, old: str, new: str) -> None:
    Merge(deployed.target.database, old, new, deployed.indexed.append, lambda _line: None).run()


def said(deployed: Deployed, reader: str) -> list[tuple[str, str | None]]:
    room = deployed.rooms(reader)["Snow"]
    return [(each.author.username, each.body) for each in deployed.messages(room, reader)]


def test_who_claims_theirs_finds_what_was_said_and_writes_on(deployed: Deployed) -> None:
    deployed.bring(export())
    chat = deployed.chat
    chat.claiming.ask(Claim(email="Cat@old.example"), "")
    code = chat.mail.sent[-1][2].split("code is ")[1][:6]
    claimed = chat.claiming.finish(FinishClaim(email="cat@old.example", code=code, password=PASSWORD), "")
    assert claimed.username == "cat"
    chat.say(chat.connect("cat"), "here I am", room=deployed.rooms("cat")["Snow"])
    assert said(deployed, "cat")[-2:] == [("cat", "three"), ("cat", "here I am")]
    assert {each.username for each in unclaimed(deployed.target.database)} == {"ann", "bob"}


def test_who_is_merged_is_the_other_in_all_of_it(deployed: Deployed) -> None:
    deployed.user("kate")
    deployed.bring(export())
    merge(deployed, "cat", "kate")
    assert said(deployed, "kate") == [("ann", "one"), ("bob", "see @kate"), ("kate", "three")]
    room = deployed.rooms("kate")["Snow"]
    [first, second, _] = deployed.messages(room, "kate")
    assert (first.reactions[0].usernames, first.reactions[0].count) == (["ann", "bob", "kate"], 3)
    assert first.replies is not None
    assert first.replies.usernames == ["kate", "bob"]
    assert second.mentions == ["kate"]
    assert deployed.chat.accounts.get("cat").deleted  # pyright: ignore[reportOptionalMemberAccess]


def test_a_later_import_repeats_nothing_and_goes_on_as_the_other(deployed: Deployed) -> None:
    deployed.user("kate")
    deployed.bring(export())
    merge(deployed, "cat", "kate")
    before = deployed.durable()
    deployed.bring(export())
    assert deployed.durable() == before
    deployed.bring(export("and then"))
    assert said(deployed, "kate")[-1] == ("kate", "and then")
    assert len(said(deployed, "kate")) == 4
