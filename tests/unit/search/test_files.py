"""Given a chat with files, when somebody looks for them, then they find those that are there, newest first."""

from __future__ import annotations

import pytest

from snowfight.models.client_frames import Delete
from snowfight.models.file import StoredFile
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Entry, Link
from snowfight.models.search import FileQuery
from tests.support.chat import Chat
from tests.support.search import SMALL, Search, with_settings

FILES = SMALL.file + SMALL.every - 1
"""So many, each followed by a text: two full files of the index, and some that are in none."""


@pytest.fixture
def sent(chat: Chat, search: Search, ann: Link) -> list[int]:
    """The numbers of all files; every third of them is an image."""
    for n in range(FILES):
        name, kind = ("Fort.png", "image") if n % 3 == 0 else ("plan.pdf", "raw")
        file = StoredFile(filename=name, resource_type=kind, bytes=1, public_id=f"x/{n}")
        chat.messages.append(Entry(PUBLIC_CHAT, 2 * n + 1, chat.client_id(), "ann", chat.clock.now(), None, file))
        chat.say(ann, "fort")
        chat.clock.advance(seconds=1)
        if n == FILES - 5:
            search.index()
    return list(range(2 * FILES - 1, 0, -2))


def test_they_come_newest_first_thirty_a_page(search: Search, sent: list[int]) -> None:
    page = search.service.files("ann", PUBLIC_CHAT, FileQuery())
    assert [message.seq for message in page.messages] == sent[:30]
    assert search.files("ann", PUBLIC_CHAT) == sent


def test_images_and_what_is_none_are_asked_for_apart(search: Search, sent: list[int]) -> None:
    images = [seq for seq in sent if seq % 6 == 1]
    assert search.files("ann", PUBLIC_CHAT, FileQuery(kind="image")) == images
    assert search.files("ann", PUBLIC_CHAT, FileQuery(kind="file")) == [seq for seq in sent if seq not in images]
    assert search.seqs("ann", "has:file") == sent
    assert search.seqs("ann", "has:image fort") == images
    assert search.seqs("ann", "plan") == [seq for seq in sent if seq not in images]


def test_a_name_is_lit_up_nowhere(search: Search, sent: list[int]) -> None:
    assert all(result.matches == [] and result.message.body is None for result in search.results("ann", "plan"))


def test_a_deleted_one_is_gone_at_once(chat: Chat, search: Search, ann: Link, sent: list[int]) -> None:
    for seq in (1, sent[0]):
        chat.change(ann, Delete(type="delete", room=PUBLIC_CHAT, client_id=chat.client_id(), seq=seq))
    assert search.files("ann", PUBLIC_CHAT) == sent[1:-1]
    assert 1 not in search.seqs("ann", "fort")


def test_one_that_is_over_is_gone_at_once(chat: Chat, search: Search, sent: list[int]) -> None:
    shorter = Search(with_settings(chat, retention_days=1))
    shorter.bucket.objects = search.bucket.objects
    assert shorter.files("ann", PUBLIC_CHAT) == sent
    chat.clock.advance(days=1, seconds=-10)
    assert shorter.files("ann", PUBLIC_CHAT) == sent[:9]
    chat.clock.advance(days=1)
    assert shorter.files("ann", PUBLIC_CHAT) == []
