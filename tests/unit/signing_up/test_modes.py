"""Given what owners decided about signing up, when somebody does, then …"""

from __future__ import annotations

import pytest

from snowfight.errors import BadDomain, Closed, UsernameTaken
from tests.support.chat import Chat
from tests.unit.signing_up.newcomers import decide, group_of, invited, sign_up


def test_everybody_may_where_nothing_was_decided(chat: Chat) -> None:
    sign_up(chat, "ann")
    assert chat.accounts.get("ann") is not None


@pytest.mark.parametrize("kind", ["nothing", "an invitation", "an invitation to a group"])
def test_nobody_may_where_it_is_closed(chat: Chat, kind: str) -> None:
    # Given
    invite = {"nothing": None, "an invitation": invited(chat), "an invitation to a group": group_of(chat, "ada")[1]}
    decide(chat, sign_up="closed")
    # When, then
    with pytest.raises(Closed):
        sign_up(chat, "ann", invite=invite[kind])
    assert chat.identity.users == {}


@pytest.mark.parametrize("email", ["ann@ugent.be", "Ann@UGent.be", "ann@UGENT.BE"])
def test_addresses_of_a_domain_may_in_any_case(chat: Chat, email: str) -> None:
    decide(chat, sign_up="domains", domains=["example.com", "ugent.be"])
    sign_up(chat, "ann", email)
    assert "ann" in chat.identity.users


@pytest.mark.parametrize("email", ["a@mail.ugent.be", "a@notugent.be", "a@ugent.be.example.org", "ugent.be@b.org"])
@pytest.mark.parametrize("with_invitation", [False, True])
def test_addresses_of_others_may_not_even_with_an_invitation(chat: Chat, email: str, with_invitation: bool) -> None:
    decide(chat, sign_up="domains", domains=["ugent.be"])
    with pytest.raises(BadDomain):
        sign_up(chat, "ann", email, invite=group_of(chat, "ada")[1] if with_invitation else None)


def test_no_domain_lets_nobody_in(chat: Chat) -> None:
    decide(chat, sign_up="domains", domains=[])
    with pytest.raises(BadDomain):
        sign_up(chat, "ann")


def test_a_change_is_in_force_at_once(chat: Chat) -> None:
    sign_up(chat, "ann")
    decide(chat, sign_up="closed")
    with pytest.raises(Closed):
        sign_up(chat, "bob")
    decide(chat, sign_up="open")
    sign_up(chat, "bob")


def test_who_may_not_come_in_does_not_learn_who_is_here(chat: Chat) -> None:
    sign_up(chat, "ann")
    decide(chat, sign_up="closed")
    with pytest.raises(Closed):
        sign_up(chat, "ann")
    decide(chat, sign_up="open")
    with pytest.raises(UsernameTaken):
        sign_up(chat, "ann")
