"""Given a new account, then in the public chat it writes neither links nor names, and brings no files."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from snowfight.models.accounts import SignUp
from snowfight.models.client_frames import FileUpload
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, PostingRules
from tests.support.changes import edit, refusal, shown
from tests.support.chat import Chat
from tests.support.community import Community
from tests.support.scene import PASSWORD

LINKS = json.loads((Path(__file__).resolve().parents[2] / "cases" / "links.json").read_text("utf-8"))


@pytest.fixture
def new(chat: Chat, bob: Link) -> Link:
    """Nel, who has just signed up where accounts are new for an hour."""
    chat.account_service.sign_up(SignUp(username="nel", email="nel@example.org", password=PASSWORD), "")
    chat.accounts.verify_email("nel")
    chat.rules = PostingRules(new_minutes=60)
    return chat.connect("nel", PUBLIC_CHAT)


@pytest.mark.parametrize("text", ["see https://example.org", "www.example.org", "write to me@example.org", "hi @bob"])
def test_links_and_names_wait(chat: Chat, new: Link, text: str) -> None:
    chat.say(new, "hello")
    assert refusal(lambda: chat.say(new, text)) == "too_new"
    assert refusal(lambda: edit(chat, new, 1, text)) == "too_new"
    # And when the hour is over, they do not
    chat.clock.advance(minutes=60)
    chat.say(new, text)
    edit(chat, new, 1, text)
    assert [message.body for message in shown(chat, "bob")] == [text, text]


@pytest.mark.parametrize(("text", "is_one"), LINKS["addresses"])
def test_a_link_is_what_the_client_makes_one(chat: Chat, new: Link, text: str, is_one: bool) -> None:
    if is_one:
        assert refusal(lambda: chat.say(new, text)) == "too_new"
    else:
        chat.say(new, text)


def test_names_of_nobody_are_text(chat: Chat, new: Link) -> None:
    chat.say(new, "hi @nobody_at_all, and @all")
    assert shown(chat, "bob")[0].mentions == []


def test_files_wait_from_the_signature_on(chat: Chat, new: Link) -> None:
    assert refusal(lambda: chat.upload_admission.admit("nel", PUBLIC_CHAT)) == "too_new"
    frame = FileUpload(type="file_upload", room=PUBLIC_CHAT, client_id=chat.client_id(), file={})
    assert refusal(lambda: chat.file_messages.post(new, frame)) == "too_new"


def test_elsewhere_new_accounts_are_as_others(chat: Chat, new: Link) -> None:
    private = chat.private_chats.with_user("nel", "bob")
    chat.say(new, "https://example.org, @bob", room=private)
    chat.upload_admission.admit("nel", private)


def test_moderators_and_accounts_from_before_that_was_kept_are_not_new(
    chat: Chat, new: Link, ann: Link, community: Community
) -> None:
    chat.say(ann, "https://example.org")
    community.appoint("nel", "moderator")
    chat.say(new, "https://example.org")
    assert community.account("nel").created is not None
    assert community.account("ann").created is None


def test_who_signs_up_is_known_since_then(chat: Chat, new: Link) -> None:
    account = chat.accounts.get("nel")
    assert account is not None
    assert account.created == chat.clock.now() - timedelta(minutes=1)
