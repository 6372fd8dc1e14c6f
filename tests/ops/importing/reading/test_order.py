"""Whatever an export says in whatever order: what the writer is given can be written from the first to the last."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from ops.importing.model import ImportedChat, Post
from ops.importing.reading.archives.folder import Folder
from ops.importing.reading.readers.fields import FIRST
from ops.importing.reading.spool.export import SpooledExport
from ops.importing.reading.spool.spool import Spool

IDS = st.integers(0, 9).map(str)

NUMBERS = count()

POSTS = st.lists(
    st.builds(
        Post,
        id=IDS,
        author=st.sampled_from(["ada", "bob"]),
        created=st.integers(0, 3).map(lambda second: FIRST + timedelta(seconds=second)),
        thread=st.none() | IDS,
        reply_to=st.none() | IDS,
    ),
    max_size=14,
)


def spooled(tmp_path: Path, said: list[Post]) -> SpooledExport:
    folder = tmp_path / str(next(NUMBERS))
    folder.mkdir()
    spool = Spool(folder / "spool.sqlite")
    spool.chat(ImportedChat("c", "open", "C"))
    for post in said:
        spool.post("c", post)
    return SpooledExport("test", spool, Folder(folder))


@given(said=POSTS)
@settings(max_examples=300, deadline=None)
def test_every_thread_begins_before_its_replies_and_nothing_answers_what_comes_later(said: list[Post]) -> None:
    with TemporaryDirectory() as folder:
        export = spooled(Path(folder), said)

        found = list(export.posts("c"))

        seen: dict[str, Post] = {}
        for number, (place, post) in enumerate(found, 1):
            assert place == number
            assert post.id not in seen
            assert post.thread is None or seen[post.thread].thread is None
            assert post.reply_to is None or post.reply_to in seen
            assert (post.thread is None) == (post.reply_to is None)
            if post.reply_to:
                assert post.thread in (post.reply_to, seen[post.reply_to].thread)
            seen[post.id] = post
        # And nothing of it is lost: the first of each id is there, what else is there stands for what is lacking
        assert {post.id for post in said} <= set(seen)
        assert all(post.tombstone for id_, post in seen.items() if id_ not in {each.id for each in said})
        assert {post.author for post in seen.values()} <= {person.id for person in export.people()}


def test_what_was_said_at_one_time_keeps_the_order_of_the_export(tmp_path: Path) -> None:
    said = [Post(str(number), "ada", FIRST) for number in (3, 1, 2)]

    assert [post.id for _, post in spooled(tmp_path, said).posts("c")] == ["3", "1", "2"]


def test_a_beginning_whose_clock_was_wrong_stands_before_its_first_reply_and_keeps_its_time(tmp_path: Path) -> None:
    late = FIRST + timedelta(hours=1)
    said = [Post("a", "ada", FIRST), Post("reply", "bob", FIRST, thread="root"), Post("root", "ada", late)]

    found = [post for _, post in spooled(tmp_path, said).posts("c")]

    assert [post.id for post in found] == ["a", "root", "reply"]
    assert found[1].created == late
