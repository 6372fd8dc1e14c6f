"""Given what an XMPP server sends, when a client of the room takes it, then it shows what the room says by now."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from bench.peers.prosody.client import HEADER, Occupant, Stream

ROOM = "room@rooms.localhost"


def stanzas(*texts: str) -> bytes:
    return "".join((HEADER, *texts)).encode()


def message(key: str, archived: str, body: str, more: str = "") -> str:
    """As the room tells it to whoever is there."""
    place = f"<stanza-id xmlns='urn:xmpp:sid:0' by='{ROOM}' id='{archived}'/>"
    return f"<message type='groupchat' from='{ROOM}/ann' id='{key}'><body>{body}</body>{more}{place}</message>"


def archive(key: str, archived: str, body: str, more: str = "") -> str:
    """As the archive tells it."""
    said = f"<message xmlns='jabber:client' type='groupchat' id='{key}'><body>{body}</body>{more}</message>"
    forwarded = f"<forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay'/>{said}</forwarded>"
    return f"<message from='{ROOM}'><result xmlns='urn:xmpp:mam:2' id='{archived}'>{forwarded}</result></message>"


CORRECTION = "<replace xmlns='urn:xmpp:message-correct:0' id='a1'/>"
RETRACTION = "<apply-to xmlns='urn:xmpp:fasten:0' id='first'><retract xmlns='urn:xmpp:message-retract:0'/></apply-to>"


def shown(*texts: str) -> dict[str, str]:
    occupant = Occupant("bob", port=0)
    for stanza in Stream().feed(stanzas(*texts)):
        occupant.take(stanza)
    return occupant.shown


@given(some.integers(1, 200))
def test_stanzas_are_the_same_wherever_the_network_cuts_them(size: int) -> None:
    data = stanzas(message("a1", "first", "grüße &amp; snow"), "<presence/>", message("a2", "second", "two"))
    stream = Stream()
    cut = [stanza for at in range(0, len(data), size) for stanza in stream.feed(data[at : at + size])]

    assert [stanza.tag.partition("}")[2] for stanza in cut] == ["message", "presence", "message"]
    assert cut[0].findtext("{jabber:client}body") == "grüße & snow"


def test_what_the_archive_tells_is_shown_as_what_is_told_at_once() -> None:
    for told in (message, archive):
        first, second = told("a1", "first", "one"), told("b1", "second", "two")

        assert shown(first, second) == {"first": "one", "second": "two"}
        assert shown(first, second, told("a2", "third", "won", CORRECTION)) == {"first": "won", "second": "two"}
        assert shown(first, second, told("a2", "third", "retracted", RETRACTION)) == {"second": "two"}


def test_a_message_of_the_archive_does_not_come_twice() -> None:
    assert shown(message("a1", "first", "one"), archive("a1", "first", "one")) == {"first": "one"}
