"""What a client of XMPP does in a room (XEP-0045): stanzas over one connection, and the room's archive (XEP-0313)."""

from __future__ import annotations

import asyncio
import base64
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast
from xml.etree.ElementTree import Element, XMLPullParser
from xml.sax.saxutils import escape

from bench.peers.chats import PATIENCE, Chat, Guest
from bench.peers.prosody.server import HOST, ROOMS

ROOM = f"room@{ROOMS}"
PAGE = 50
"""Messages of a page of the archive: Prosody gives no more."""

CLIENT = "{jabber:client}"
ARCHIVE = "urn:xmpp:mam:2"
IDS = "{urn:xmpp:sid:0}stanza-id"
CORRECTION = "urn:xmpp:message-correct:0"
RETRACTION = "urn:xmpp:message-retract:0"
FASTENING = "urn:xmpp:fasten:0"
HEADER = (
    f"<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='{HOST}' version='1.0'>"
)


class Stream:
    """One stream of XML, taken apart into stanzas."""

    def __init__(self) -> None:
        self._parser = XMLPullParser(("start", "end"))
        self._depth = 0
        self._root: Element | None = None

    def feed(self, data: bytes) -> Iterator[Element]:
        """The stanzas that are whole with it."""
        self._parser.feed(data)
        for event in self._parser.read_events():
            kind, element = cast("tuple[str, Element]", event)
            self._root = element if self._root is None else self._root
            self._depth += 1 if kind == "start" else -1
            if kind == "end" and self._depth == 1:
                yield element
                self._root.clear()


@dataclass(eq=False)
class Occupant(Guest):
    """Somebody in the room. Retractions name the archive's id of a message, corrections the sender's."""

    port: int
    last: str = ""
    """The archive's id of the newest message that came."""
    _reader: asyncio.StreamReader = field(init=False)
    _writer: asyncio.StreamWriter = field(init=False)
    _stream: Stream = field(init=False)
    _ready: deque[Element] = field(default_factory=deque[Element])
    _archived: dict[str, str] = field(default_factory=dict[str, str])
    _sent: int = 0

    async def enter(self) -> None:
        """Log in, and be in the room, without its history."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        await self._open()
        secret = base64.b64encode(f"\0{self.name}\0{self.name}".encode()).decode()
        await self._send(f"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{secret}</auth>")
        if not (await self._stanza()).tag.endswith("success"):
            raise ConnectionError("the login was refused")
        await self._open()
        await self._send("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>")
        await self._answer("bind")
        muc = "http://jabber.org/protocol/muc"
        await self._send(f"<presence to='{ROOM}/{self.name}'><x xmlns='{muc}'><history maxstanzas='0'/></x></presence>")
        status = f"{{{muc}#user}}status[@code='110']"
        while (await self._stanza()).find(f".//{status}") is None:
            pass

    async def come_back(self) -> None:
        await self.enter()
        complete = False
        while not complete:
            await self._send(
                f"<iq type='set' to='{ROOM}' id='page'><query xmlns='{ARCHIVE}'>"
                "<x xmlns='jabber:x:data' type='submit'>"
                f"<field var='FORM_TYPE' type='hidden'><value>{ARCHIVE}</value></field></x>"
                f"<set xmlns='http://jabber.org/protocol/rsm'><max>{PAGE}</max><after>{self.last}</after></set></query></iq>"
            )
            answer = await self._answer("page")
            fin = answer.find(f"{{{ARCHIVE}}}fin")
            if fin is None:
                raise ConnectionError("the archive does not answer")
            complete = fin.get("complete") == "true"

    async def leave(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()

    async def listen(self) -> None:
        while True:
            self.take(await self._stanza())

    async def say(self, text: str) -> None:
        await self._message(text)

    async def edit(self, key: str, text: str) -> None:
        sent = next(sent for sent, archived in self._archived.items() if archived == key)
        await self._message(text, f"<replace xmlns='{CORRECTION}' id='{sent}'/>")

    async def delete(self, key: str) -> None:
        """With a text for whoever does not know of retractions, and the wish that it be archived."""
        retraction = f"<apply-to xmlns='{FASTENING}' id='{key}'><retract xmlns='{RETRACTION}'/></apply-to>"
        hint = "<fallback xmlns='urn:xmpp:fallback:0'/><store xmlns='urn:xmpp:hints'/>"
        await self._message("A message was retracted.", f"{retraction}{hint}")

    async def _message(self, text: str, more: str = "") -> None:
        self._sent += 1
        key = f"{self.name}-{self._sent}"
        body = escape(text)
        await self._send(f"<message to='{ROOM}' type='groupchat' id='{key}'><body>{body}</body>{more}</message>")

    def take(self, stanza: Element) -> None:
        """A message that is told, or one of the archive."""
        if stanza.tag != f"{CLIENT}message":
            return
        result = stanza.find(f"{{{ARCHIVE}}}result")
        message = stanza if result is None else result.find(f".//{CLIENT}message")
        if message is None or (body := message.findtext(f"{CLIENT}body")) is None:
            return
        told = stanza.find(IDS)
        archived = (told.get("id") if told is not None else result.get("id") if result is not None else None) or ""
        self.last = archived or self.last
        replaced = message.find(f"{{{CORRECTION}}}replace")
        fastened = message.find(f"{{{FASTENING}}}apply-to")
        if fastened is not None:
            self.hide(fastened.get("id") or "")
        elif replaced is not None:
            original = self._archived.get(replaced.get("id") or "")
            if original in self.shown:
                self.show(original, body)
        else:
            self._archived[message.get("id") or ""] = archived
            self.show(archived, body)

    async def _answer(self, key: str) -> Element:
        """The answer to a question; messages that come before it are taken."""
        while True:
            stanza = await self._stanza()
            if stanza.tag == f"{CLIENT}iq" and stanza.get("id") == key:
                return stanza
            self.take(stanza)

    async def _open(self) -> None:
        """Begin a stream, and wait for what the server offers."""
        self._stream = Stream()
        await self._send(HEADER)
        await self._stanza()

    async def _stanza(self) -> Element:
        while not self._ready:
            data = await self._reader.read(65_536)
            if not data:
                raise ConnectionError("the server has ended the stream")
            self.heard(data)
            self._ready.extend(self._stream.feed(data))
        return self._ready.popleft()

    async def _send(self, text: str) -> None:
        self.requests += 1
        self._writer.write(text.encode())
        await asyncio.wait_for(self._writer.drain(), PATIENCE)


class Rooms(Chat):
    """One room of one Prosody."""

    def __init__(self, port: int, people: list[str]) -> None:
        self._port = port
        self._people = iter(people)

    async def enter(self) -> Guest:
        occupant = Occupant(next(self._people), port=self._port)
        await occupant.enter()
        return occupant
