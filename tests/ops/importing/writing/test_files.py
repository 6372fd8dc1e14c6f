"""Files of an export lie where files are kept afterwards; those that cannot become a line that says so."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from ops.failure import Failure
from ops.importing.model import ImportedEmoji, ImportedFile, ImportedReaction
from ops.importing.writing import posting
from snowfight.models.file import UploadGrant
from snowfight.models.message import Message
from snowfight.storage.emoji.custom_emoji import EmojiRows
from tests.support.importing import Deployed, MemoryExport, group, person, post
from tests.support.tables import SETTINGS

ANN = person("ann")
PICTURE = b"picture of a yeti"


def brought(deployed: Deployed, *files: ImportedFile, text: str = "look", **contents: bytes) -> list[Message]:
    """Import a post with those files, and read what it became."""
    kept = {name.replace("__", "."): content for name, content in contents.items()}
    posts = [post(1, "ann", text, files=files)]
    deployed.bring(MemoryExport([ANN], [group("snow", "ann")], {"snow": posts}, kept))
    return deployed.messages(deployed.rooms("ann")["Snow"], "ann")


def file(name: str, size: int | None = None) -> ImportedFile:
    return ImportedFile(name, f"{name} (elsewhere)", name, size)


def test_a_text_with_files_is_the_text_and_then_each_file(deployed: Deployed) -> None:
    said = brought(deployed, file("plan.txt", 8), file("yeti.png"), plan__txt=b"the plan", yeti__png=PICTURE)
    assert [(each.body, each.file and (each.file.filename, each.file.resource_type)) for each in said] == [
        ("look", None),
        (None, ("plan.txt", "raw")),
        (None, ("yeti.png", "image")),
    ]
    assert said[1].file is not None
    assert said[1].file.bytes == 8


def test_they_lie_in_the_folder_of_their_author_and_no_upload_is_left(deployed: Deployed) -> None:
    brought(deployed, file("plan.txt"), plan__txt=b"the plan")
    [name] = deployed.chat.files.kept
    assert name.startswith(f"snowfight/test/{deployed.rooms('ann')['Snow']}/ann/")
    assert not deployed.tables.rows("ephemeral")


def test_a_file_without_a_text_is_what_can_be_answered(deployed: Deployed) -> None:
    posts = [
        post(1, "ann", "", files=(file("plan.txt"), file("more.txt"))),
        post(2, "ann", "answer", thread="1"),
    ]
    contents = {"plan.txt": b"the plan", "more.txt": b"more"}
    export = MemoryExport([ANN], [group("snow", "ann")], {"snow": posts}, contents)
    for _ in range(2):
        deployed.bring(export)
        said = deployed.messages(deployed.rooms("ann")["Snow"], "ann")
        assert [(each.file and each.file.filename, each.thread) for each in said] == [
            ("plan.txt", None),
            ("more.txt", None),
            (None, 1),
        ]
    assert len(deployed.chat.files.kept) == 2


@pytest.mark.parametrize("last", ["", "text"])
def test_again_brings_no_file_again(deployed: Deployed, last: str) -> None:
    posts = [post(1, "ann", last, files=(file("plan.txt"), file("more.txt")))]
    contents = {"plan.txt": b"the plan", "more.txt": b"more"}
    for _ in range(2):
        deployed.bring(MemoryExport([ANN], [group("snow", "ann")], {"snow": posts}, contents))
    assert len(deployed.chat.files.kept) == 2


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (ImportedFile("a.txt", "a.txt: https://files.example/a"), "a.txt: https://files.example/a"),
        (file("gone.txt"), "gone.txt (did not come along: gone.txt is not there)"),
        (
            file("plan.txt", 27 * 1024 * 1024),
            "plan.txt (did not come along: it has 27.0 MB, and at most 25 MB are kept)",
        ),
        (file("empty.txt"), "empty.txt (did not come along: it is empty)"),
        (file("bad.txt"), "bad.txt (did not come along: it was refused where files are kept)"),
    ],
)
def test_what_does_not_come_along_is_a_line(deployed: Deployed, given: ImportedFile, line: str) -> None:
    [said] = brought(deployed, given, plan__txt=b"x", empty__txt=b"", bad__txt=b"refused")
    assert said.body == f"look\n{line}"


def test_a_file_is_as_large_as_it_is_whatever_the_export_says(deploy: Callable[..., Deployed]) -> None:
    deployed = deploy(replace(SETTINGS, upload_limit=4))
    [said] = brought(deployed, file("plan.txt", 2), plan__txt=b"the plan")
    assert said.file is None
    assert not deployed.chat.files.kept


def test_a_picture_that_is_none_is_a_mere_file(deployed: Deployed) -> None:
    said = brought(deployed, file("yeti.png"), yeti__png=b"no picture")
    assert said[1].file is not None
    assert said[1].file.resource_type == "raw"


def test_where_no_files_are_kept_there_are_lines(deployed: Deployed) -> None:
    deployed.chat.files.on = False
    [said] = brought(deployed, file("plan.txt"), plan__txt=b"the plan")
    assert said.body == "look\nplan.txt (did not come along: files are not kept here)"


def test_files_of_messages_that_end_go_with_them(deploy: Callable[..., Deployed]) -> None:
    deployed = deploy(replace(SETTINGS, retention_days=36_000))
    brought(deployed, file("plan.txt"), plan__txt=b"the plan")
    [row] = deployed.tables.rows("ephemeral")
    assert row["due"]["N"]


def emoji(deployed: Deployed) -> dict[str, str]:
    assert deployed.chat.database is not None
    return {each.name: each.username for each in EmojiRows(deployed.chat.database).all()}


def with_emoji(deployed: Deployed, *names: str, content: bytes = PICTURE) -> list[Message]:
    pictures = [ImportedEmoji(name, "yeti.png") for name in names]
    liked = tuple(ImportedReaction(f":{name}:", ("ANN",)) for name in names)
    posts = {"snow": [post(1, "ann", reactions=liked)]}
    deployed.bring(MemoryExport([ANN], [group("snow", "ann")], posts, {"yeti.png": content}, pictures))
    return deployed.messages(deployed.rooms("ann")["Snow"], "ann")


def test_custom_emoji_come_along_and_are_used(deployed: Deployed) -> None:
    [said] = with_emoji(deployed, "yeti", "PepeYeti")
    assert emoji(deployed) == {"yeti": "system", "pepeyeti": "system"}
    assert [each.emoji for each in said.reactions] == [":yeti:", ":pepeyeti:"]
    assert not deployed.tables.rows("ephemeral")


def test_again_there_are_no_more_of_them(deployed: Deployed) -> None:
    for _ in range(2):
        with_emoji(deployed, "yeti")
    assert len(deployed.chat.files.kept) == 1


@pytest.mark.parametrize(("name", "content"), [("y", PICTURE), ("a b", PICTURE), ("yeti", b"no"), ("yeti", b"refused")])
def test_an_emoji_that_cannot_be_one_is_left_out(deployed: Deployed, name: str, content: bytes) -> None:
    [said] = with_emoji(deployed, name, content=content)
    assert not said.reactions
    assert not emoji(deployed)


class Cloud(BaseHTTPRequestHandler):
    """Answers with what its server has in mind, and remembers what came."""

    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, CloudServer)
        server.came.append(self.rfile.read(int(self.headers["Content-Length"])))
        status = server.answers.pop(0)
        body = json.dumps({"version": 1, "bytes": 3}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class CloudServer(HTTPServer):
    came: list[bytes]
    answers: list[int]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[CloudServer]:
    monkeypatch.setattr(posting, "PAUSE", 0)
    server = CloudServer(("127.0.0.1", 0), Cloud)
    server.came, server.answers = [], []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def sent(cloud: CloudServer, folder: Path) -> object:
    here = folder / "file"
    here.write_bytes(b"\r\n--x")
    address = f"http://127.0.0.1:{cloud.server_port}/upload"
    return posting.post(UploadGrant(upload_url=address, fields={"public_id": "a/b", "signature": "s"}), here)


def test_a_file_is_posted_as_a_browser_does(cloud: CloudServer, tmp_path: Path) -> None:
    cloud.answers = [200]
    assert sent(cloud, tmp_path) == {"version": 1, "bytes": 3}
    [body] = cloud.came
    for part in (b'name="public_id"\r\n\r\na/b\r\n', b'name="signature"\r\n\r\ns\r\n', b"\r\n\r\n\r\n--x\r\n--"):
        assert part in body


def test_what_fails_is_posted_again(cloud: CloudServer, tmp_path: Path) -> None:
    cloud.answers = [503, 429, 200]
    assert sent(cloud, tmp_path) is not None
    assert len(cloud.came) == 3


def test_what_is_refused_is_not(cloud: CloudServer, tmp_path: Path) -> None:
    cloud.answers = [400]
    assert sent(cloud, tmp_path) is None
    assert len(cloud.came) == 1


def test_where_nothing_is_taken_the_import_stops(cloud: CloudServer, tmp_path: Path) -> None:
    cloud.answers = [500] * posting.TRIES
    with pytest.raises(Failure, match="the same command goes on"):
        sent(cloud, tmp_path)
