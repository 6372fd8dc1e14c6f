"""Given a mail of what was missed, then every reader shows it, in both languages, and people's words are only words."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest

from snowfight.models.chat import NewGroup
from snowfight.models.file import StoredFile
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.notices import PREVIEW
from snowfight.models.records import Entry, Link
from snowfight.storage.accounts.user_settings import SettingsChange
from tests.support.chat import Chat
from tests.support.mails import ORIGIN, Mailing

HOSTILE = '<img src=x onerror="alert(1)"> & </p><script>alert(1)</script>'
BREAKING = "Ann\r\nBcc: eve@example.org\r\n\r\n<b>hi"


@pytest.fixture
def mailing(chat: Chat, ann: Link, bob: Link) -> Mailing:
    chat.connection_lifecycle.closed(bob)
    return Mailing(chat)


def told(mailing: Mailing, link: Link, room: str, *bodies: str) -> EmailMessage:
    """The mail that those messages make, as its reader has it."""
    for body in bodies:
        mailing.chat.say(link, body, room=room)
    mailing.call("bob")
    mailing.later(minutes=20)
    sent = mailing.mail.as_bytes("chat@example.org")
    return message_from_bytes(sent, policy=default)


class Elements(HTMLParser):
    """The elements of a page, with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return found.get_content()


@pytest.mark.parametrize(
    ("language", "subject", "words", "end"),
    [
        (None, "Ann wrote to you", "You missed 7 messages", "No more of these mails"),
        ("en-GB", "Ann wrote to you", "and 2 more", "All settings"),
        ("fr", "Ann wrote to you", "Private chat", "Open the chat"),
        ("tr", "Ann sana yazdı", "7 mesajı kaçırdın", "Bu e-postaları artık gönderme"),
        ("tr-TR", "Ann sana yazdı", "ve 2 mesaj daha", "Sohbeti aç"),
    ],
)
def test_it_is_said_in_the_users_language(
    mailing: Mailing, ann: Link, private: str, language: str | None, subject: str, words: str, end: str
) -> None:
    if language:
        mailing.languages.known["bob"] = language
    mail = told(mailing, ann, private, *(f"words {n}" for n in range(1, 8)))
    assert mail["Subject"] == subject
    for text in (part(mail, "plain") + "Open the chatSohbeti aç", Elements(part(mail, "html")).text):
        assert words in text
        assert end in text
        assert "words 5" in text
        assert "words 6" not in text


def test_a_mention_says_by_whom_and_where(mailing: Mailing, ann: Link, group: str) -> None:
    mail = told(mailing, ann, group, "look, @bob")
    assert mail["Subject"] == "Ann mentioned you in Fort"
    assert "Fort (You were mentioned)" in part(mail, "plain")


def test_without_previews_it_says_how_much_and_where_and_nothing_of_what_or_by_whom(
    mailing: Mailing, ann: Link, group: str
) -> None:
    mailing.set("bob", SettingsChange(previews=False))
    mail = told(mailing, ann, group, "secret, @bob")
    assert mail["Subject"] == "A message waits for you"
    for text in (part(mail, "plain"), part(mail, "html")):
        assert "One message" in text
        assert "Fort" in text
        assert "secret" not in text
        assert "Ann" not in text


def test_ten_chats_are_shown_and_the_others_counted(chat: Chat, mailing: Mailing, ann: Link) -> None:
    for n in range(12):
        chat.clock.advance(minutes=1)
        room = chat.groups.create("ann", NewGroup(groupchat_name=f"Group {n}", open=True))
        chat.groups.join("bob", room, None)
        chat.say(ann, f"@bob, {n}", room=room)
        mailing.call("bob")
    mailing.later(minutes=20)
    assert "You missed 12 messages" in mailing.mail.text
    assert "2 more chats wait for you." in mailing.mail.text
    assert "Group 11" in mailing.mail.text
    assert "Group 2 " in mailing.mail.text
    assert "Group 1 " not in mailing.mail.text


def test_the_first_words_are_told_on_one_line_and_no_spoiler(mailing: Mailing, ann: Link, private: str) -> None:
    long = "word " * 50
    mail = told(mailing, ann, private, "one\n\ntwo", "it was ||the gardener||!", long)
    lines = [line.strip() for line in part(mail, "plain").splitlines()]
    assert "Ann: one two" in lines
    assert "Ann: it was ▒▒▒!" in lines
    [cut] = [line for line in lines if line.startswith("Ann: word")]
    assert cut.endswith("word…")
    assert PREVIEW - 1 <= len(cut.removeprefix("Ann: ")) <= PREVIEW + 1


def test_what_people_wrote_is_text_and_nothing_else(chat: Chat, mailing: Mailing, ann: Link, private: str) -> None:
    chat.accounts.rename("ann", HOSTILE[:50])
    mail = told(mailing, ann, private, HOSTILE)
    page = Elements(part(mail, "html"))
    tags = {tag for tag, _ in page.found}
    assert HOSTILE in page.text
    assert not tags & {"img", "script", "style", "table", "form"}
    assert not [name for _, attributes in page.found for name in attributes if name.startswith("on")]


def test_links_lead_to_this_site_alone(mailing: Mailing, ann: Link, private: str) -> None:
    mail = told(mailing, ann, private, "https://elsewhere.example and [this](https://elsewhere.example)")
    links = [attributes["href"] for tag, attributes in Elements(part(mail, "html")).found if tag == "a"]
    assert links
    assert all(link is not None and link.startswith(f"{ORIGIN}/") for link in links)


def test_foreign_texts_find_their_own_direction_and_no_colour_is_fixed(
    mailing: Mailing, ann: Link, private: str
) -> None:
    mail = told(mailing, ann, private, "שלום \u202eevil")
    page = Elements(part(mail, "html"))
    assert "שלום evil" in page.text
    assert {tag for tag, attributes in page.found if attributes.get("dir") == "auto"} == {"strong", "span", "bdi"}
    assert {"name": "color-scheme", "content": "light dark"} in [attributes for _, attributes in page.found]
    styles = [attributes.get("style") or "" for tag, attributes in page.found if tag != "a"]
    assert not [style for style in styles if "color:" in style or "background" in style]


@pytest.mark.parametrize("name", [BREAKING, "Ann\x00", "Ayşe 🐒 " + "x" * 300, "=?utf-8?q?=0D=0ABcc:?="])
def test_nobodys_name_becomes_a_header(chat: Chat, mailing: Mailing, ann: Link, private: str, name: str) -> None:
    chat.accounts.rename("ann", name)
    mail = told(mailing, ann, private, "hello")
    assert mail["Bcc"] is None
    assert set(mail.keys()) == {
        *("From", "To", "Subject", "MIME-Version", "Content-Type"),
        *("List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "Auto-Submitted"),
    }
    assert mail["To"] == "bob@example.org"
    assert mail["Subject"].endswith("wrote to you")
    assert "\n" not in mail["Subject"]


def test_it_can_be_ended_in_one_click_and_is_answered_by_no_automat(mailing: Mailing, ann: Link) -> None:
    mail = told(mailing, ann, PUBLIC_CHAT, "@bob")
    address = f"{ORIGIN}/api/mail/unsubscribe?token=bob.mail-of-bob"
    assert mail["From"] == "Monkey Snowfight <chat@example.org>"
    assert mail["List-Unsubscribe"] == f"<{address}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "<missed.chat.example>"
    assert f"{ORIGIN}/mail/unsubscribe?token=bob.mail-of-bob" in part(mail, "plain")


def test_a_file_is_told_by_its_name(chat: Chat, mailing: Mailing, ann: Link, private: str) -> None:
    fields = {"resource_type": "raw", "bytes": 1, "public_id": "x"}
    file = StoredFile.model_validate({"filename": "map of the fort.pdf", **fields})
    chat.messages.append(Entry(private, 1, chat.client_id(), "ann", chat.clock.now(), file=file))
    chat.rooms.advance(chat.rooms.states([private])[private], 1, "ann", chat.clock.now())
    mail = told(mailing, ann, private)
    assert "Ann: File: map of the fort.pdf" in part(mail, "plain")


@pytest.mark.parametrize(
    ("language", "duration", "words"),
    [("en", 12.4, "Voice message 0:12"), ("tr", 61.0, "Sesli mesaj 1:01"), ("en", None, "Voice message")],
)
def test_a_voice_message_is_told_as_one(
    chat: Chat, mailing: Mailing, ann: Link, private: str, language: str, duration: float | None, words: str
) -> None:
    mailing.languages.known["bob"] = language
    fields = {"resource_type": "video", "bytes": 1, "public_id": "x", "duration": duration}
    file = StoredFile.model_validate({"filename": "voice-message-2026-11-29-18-03-59.webm", **fields})
    chat.messages.append(Entry(private, 1, chat.client_id(), "ann", chat.clock.now(), file=file))
    chat.rooms.advance(chat.rooms.states([private])[private], 1, "ann", chat.clock.now())
    assert f"Ann: {words}\n" in part(told(mailing, ann, private), "plain").replace("\r", "")
