"""Given owners, moderators and members, when roles are given and taken, then nobody acts on their like, and one owner
stays."""

from __future__ import annotations

from itertools import product

import pytest

from snowfight.errors import LastOwner, NotAllowed, SnowfightError
from snowfight.models.user import Role
from tests.support.changes import refusal
from tests.support.community import Community
from tests.support.scene import PASSWORD
from tests.support.wire import Wire

ROLES: tuple[Role, ...] = ("owner", "moderator", "member")
RANK = {"owner": 2, "moderator": 1, "member": 0}


@pytest.mark.parametrize(("mine", "theirs", "given"), list(product(ROLES, ROLES, ROLES)))
def test_owners_alone_give_roles_and_never_to_their_like(
    community: Community, mine: Role, theirs: Role, given: Role
) -> None:
    # Given
    community.appoint("ann", mine)
    community.appoint("bob", theirs)
    # When
    try:
        community.roles.give("ann", "bob", given)
        outcome = "given"
    except SnowfightError as error:
        outcome = error.code
    # Then
    allowed = mine == "owner" and RANK[theirs] < RANK["owner"]
    assert outcome == ("given" if allowed else "not_allowed")
    assert community.account("bob").role == (given if allowed else theirs)


def test_a_role_is_written_down_with_who_gave_it_once(community: Community) -> None:
    community.roles.give("own", "ann", "moderator")
    community.roles.give("own", "ann", "moderator")
    assert [(each.action, each.actor, each.target, each.reason) for each in community.log] == [
        ("role", "own", "ann", "moderator")
    ]


def test_nobody_is_found_of_a_name_that_is_nobodys(community: Community) -> None:
    for name in ("nobody", "x", "no name at all"):
        assert refusal(lambda name=name: community.roles.give("own", name, "moderator")) == "no_such_user"


def test_an_owner_gives_up_their_own_role_but_not_as_the_last_one(community: Community) -> None:
    with pytest.raises(LastOwner):
        community.roles.give("own", "own", "member")
    community.roles.give("own", "ann", "owner")
    community.roles.give("own", "own", "moderator")
    assert (community.account("own").role, community.account("ann").role) == ("moderator", "owner")
    with pytest.raises(LastOwner):
        community.roles.give("ann", "ann", "member")


def test_nobody_makes_themselves_anything(community: Community) -> None:
    for name in ("own", "mod", "ann"):
        with pytest.raises(NotAllowed):
            community.roles.give(name, name.upper(), "owner")


def test_of_two_last_owners_who_resign_at_once_one_stays(community: Community, wire: Wire) -> None:
    community.roles.give("own", "ann", "owner")
    for place in range(8):
        outcomes: list[str] = []

        def resign(name: str, outcomes: list[str] = outcomes) -> None:
            try:
                community.roles.give(name, name, "member")
                outcomes.append("gone")
            except SnowfightError as error:
                outcomes.append(error.code)

        with wire.rival_after(place, lambda: resign("ann")) as acted:
            resign("own")
        owners = [name for name in ("own", "ann") if community.account(name).role == "owner"]
        assert len(owners) == community.standings.owners() == 1 or not acted()
        for name in {"own", "ann"} - set(owners):
            community.appoint(name, "owner")
        if not acted():
            return
        assert sorted(outcomes) == ["gone", "last_owner"]
    raise AssertionError("it never ended")


def test_the_last_owner_cannot_delete_their_account_and_others_can(community: Community) -> None:
    chat = community.chat
    for name in ("own", "ann"):
        chat.identity.sign_up(name, f"{name}@example.org", PASSWORD)
    with pytest.raises(LastOwner):
        chat.deletion.delete("own", PASSWORD)
    assert not community.account("own").deleted
    # When there is another
    community.roles.give("own", "ann", "owner")
    chat.deletion.delete("own", PASSWORD)
    # Then they can, and the other is the last one now
    assert community.account("own").deleted
    assert community.standings.owners() == 1
    with pytest.raises(LastOwner):
        chat.deletion.delete("ann", PASSWORD)
