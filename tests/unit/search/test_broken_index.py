"""Given an index of which something is missing or wrong, when somebody searches, then the log has it all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from snowfight.domain.search.budget import Budget
from snowfight.domain.search.words import VERSION
from snowfight.errors import Unavailable
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.search import SMALL, Search

SAID = SMALL.file + SMALL.every
"""A full file, and one that grows."""

ALL = list(range(SAID, 0, -1))


@pytest.fixture
def indexed(chat: Chat, search: Search, ann: Link) -> Search:
    for _ in range(SAID):
        chat.say(ann, "snow")
        chat.clock.advance(seconds=1)
    search.index()
    assert [file.first for file in search.manifest().files] == [1, SMALL.file + 1]
    return search


def spoil(search: Search, content: bytes | None) -> None:
    """Every object has that content now; None: it is gone."""
    for key, (_, written) in list(search.bucket.objects.items()):
        search.bucket.objects.pop(key)
        if content is not None:
            search.bucket.objects[key] = content, written


def silent(_key: str) -> bytes | None:
    raise TimeoutError


@pytest.mark.parametrize("content", [None, b"", b"garbage", b"SQLite format 3\0" + bytes(4080)])
def test_files_that_are_gone_or_garbage_are_read_from_the_log_and_built_anew(
    indexed: Search, content: bytes | None
) -> None:
    spoil(indexed, content)
    assert indexed.seqs("ann", "snow") == ALL
    assert {(PUBLIC_CHAT, 1), (PUBLIC_CHAT, SMALL.file + 1)} <= set(indexed.asked)
    # When the indexer has done what it was asked for
    for room, first in set(indexed.asked):
        assert first is not None
        indexed.indexer.rebuild(room, first)
    indexed.asked.clear()
    # Then they are searched again
    assert indexed.seqs("ann", "snow") == ALL
    assert indexed.asked == []


def test_a_manifest_of_other_rules_is_as_none_until_all_is_built_anew(indexed: Search) -> None:
    manifest = replace(indexed.manifest(), splitter=VERSION + 1)
    assert indexed.manifests.save(manifest)
    indexed.bucket.reads = 0
    assert indexed.seqs("ann", "snow") == ALL
    assert indexed.bucket.reads == 0
    indexed.index()
    assert (indexed.manifest().splitter, indexed.manifest().through) == (VERSION, SAID)
    assert indexed.seqs("ann", "snow") == ALL
    assert indexed.bucket.reads > 0


def test_where_the_bucket_does_not_answer_one_is_told_to_try_again(
    indexed: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as outage:
        outage.setattr(indexed.bucket, "get", silent)
        with pytest.raises(Unavailable):
            indexed.page("ann", "snow")
        assert indexed.asked == []
    assert indexed.seqs("ann", "snow") == ALL


def test_what_needs_no_file_is_found_without_the_bucket(
    chat: Chat, indexed: Search, ann: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(21):
        chat.say(ann, "ice")
    monkeypatch.setattr(indexed.bucket, "get", silent)
    assert len(indexed.page("ann", "ice").results) == 20


@pytest.mark.parametrize("files", [1, 2])
def test_a_call_opens_so_many_files_and_the_cursor_goes_on(chat: Chat, indexed: Search, files: int) -> None:
    # Given a word that nobody has said, and calls that may open one file or two
    service = Search(chat, budget=lambda: Budget(files=files))
    service.bucket.objects = indexed.bucket.objects
    page = service.page("ann", "rain")
    # Then what there was no time for is said, and the next call does it
    assert (page.results, page.complete) == ([], files == 2)
    assert (page.searched_to is None) == (files == 2)
    while page.cursor:
        page = service.page("ann", "rain", cursor=page.cursor)
    assert page.complete
