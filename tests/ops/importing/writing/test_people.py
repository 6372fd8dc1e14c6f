"""Who the people of an export are here, and what those are called who come with it."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from ops.importing.model import Person
from ops.importing.target import PoolUser
from ops.importing.writing.names import usernames
from snowfight.models.names import RESERVED
from snowfight.models.names import username as canonical
from snowfight.models.records import Account
from tests.support.importing import Deployed, MemoryExport, group, person, post
from tests.support.tables import Item


def names(deployed: Deployed, *people: Person) -> dict[str, str]:
    """By which username each of the people is here, by their id."""
    deployed.bring(MemoryExport(people))
    lines = deployed.source.with_name(f"{deployed.source.name}.people.jsonl").read_text().splitlines()
    return {line["id"]: line["username"] for line in map(json.loads, lines)}


def account(deployed: Deployed, name: str) -> Account:
    found = deployed.chat.accounts.get(name)
    assert found is not None
    return found


def claims(deployed: Deployed) -> list[Item]:
    return [row for row in deployed.tables.rows("rooms") if row["pk"]["S"].startswith("CLAIM#")]


def test_somebody_new_is_an_account_that_nobody_can_sign_in_to(deployed: Deployed) -> None:
    names(deployed, person("ann", email="Ann@Example.org"))
    # Then
    found = account(deployed, "ann")
    assert (found.imported, found.email_verified, found.bot, found.display_name) == (True, False, False, "Ann")
    [claim] = claims(deployed)
    assert (claim["pk"]["S"], claim["sk"]["S"]) == ("CLAIM#hash of ann@example.org", "ann")


def test_who_has_proven_the_address_is_who_wrote(deployed: Deployed) -> None:
    deployed.user("annie")
    # When, whatever the case of the address
    found = names(deployed, person("ann", email="ANNIE@example.org"))
    # Then
    assert found == {"ANN": "annie"}
    assert not claims(deployed)
    assert deployed.chat.accounts.get("ann") is None


@pytest.mark.parametrize("why", ["unproven", "deleted", "another address in the pool", "bot there"])
def test_an_address_that_is_not_proven_is_nobodys(deployed: Deployed, why: str) -> None:
    deployed.user("annie", verified=why != "unproven")
    if why == "deleted":
        deployed.chat.accounts.delete("annie")
    if why == "another address in the pool":
        deployed.pool = [PoolUser("annie", "other@example.org")]
    # When
    found = names(deployed, person("ann", email="annie@example.org", bot=why == "bot there"))
    # Then
    assert found == {"ANN": "ann"}


def test_of_several_with_one_address_it_is_the_oldest(deployed: Deployed) -> None:
    for name in ("zoe", "old", "young"):
        created = deployed.chat.clock.now() if name != "zoe" else None
        account = Account(name, name, "same@example.org", email_verified=True, created=created)
        deployed.chat.accounts.create(account)
        deployed.chat.clock.advance(days=1)
        deployed.pool.append(PoolUser(name, "same@example.org"))
    assert names(deployed, person("ann", email="same@example.org")) == {"ANN": "zoe"}


def test_a_bot_is_a_bot_that_nobody_takes_over(deployed: Deployed) -> None:
    names(deployed, person("robo", email="robo@example.org", bot=True))
    # Then
    found = account(deployed, "robo")
    assert (found.bot, found.imported, found.maker) == (True, True, None)
    assert not claims(deployed)


def test_in_a_later_import_everybody_is_who_they_were(deployed: Deployed) -> None:
    first = names(deployed, person("ann"), person("bob"))
    # When one is called otherwise there by now, and another has proven an address meanwhile
    deployed.user("robert")
    again = names(deployed, person("ann"), person("bob", email="robert@example.org"))
    # Then
    assert again == first
    assert deployed.chat.accounts.get("ann_2") is None


def test_names_are_nobody_elses(deployed: Deployed) -> None:
    deployed.user("ann")
    deployed.pool.append(PoolUser("bob", ""))  # who has signed up, and not come yet
    found = names(deployed, person("ann"), person("bob"), person("cat"))
    assert found == {"ANN": "ann_2", "BOB": "bob_2", "CAT": "cat"}


def test_everybody_has_read_the_public_chat(deployed: Deployed) -> None:
    deployed.user("bob")
    deployed.chat.say(deployed.chat.connect("bob"), "hello")
    names(deployed, person("ann"))
    # Then
    assert deployed.chat.rooms.memberships.of("ann")["public-chat"].read_seq == 1
    state = deployed.chat.rooms.states(["public-chat"])["public-chat"]
    assert state.member_count == 2


def test_whoever_is_gone_there_is_in_no_chat_and_still_wrote(deployed: Deployed) -> None:
    people = [person("ann"), person("bob", deleted=True)]
    deployed.bring(MemoryExport(people, [group("snow", "bob", "ann")], {"snow": [post(1, "bob")]}))
    # Then
    assert not deployed.rooms("bob")
    [said] = deployed.messages(deployed.rooms("ann")["Snow"], "ann")
    assert said.author.username == "bob"


@pytest.mark.parametrize(
    ("there", "shown", "here"),
    [
        ("ann", "Ann", "ann"),
        ("Ann.Smith", "Ann", "ann_smith"),
        ("_ann_", "Ann", "_ann_"),
        ("Łukasz Żółw", "", "lukasz_zolw"),
        ("x", "Somebody", "x_2"),
        ("日本", "Yuki", "yuki"),
        ("日本", "日本", "user"),
        ("a" * 40, "", "a" * 20),
        ("admin", "", "admin_2"),
        ("hook_deploy", "", "a_hook_deploy"),
        ("all", "", "all_2"),
        ("ann@example.org", "", "ann_example_org"),
    ],
)
def test_names_are_made_to_fit(there: str, shown: str, here: str) -> None:
    assert next(usernames(there, shown)) == here


@pytest.mark.parametrize("there", [*sorted(RESERVED), "", "  ", "hook_", "HOOK_x", "a" * 19, "\0\ud800", "@@@"])
def test_every_choice_is_a_name_and_none_comes_twice(there: str) -> None:
    choices = list(islice(usernames(there, there), 1200))
    assert len(set(choices)) == len(choices)
    for name in choices:
        assert canonical(name) == name
        assert not name.startswith("hook_")
