"""What was made to do harm is refused before anything of it is written, with SKIP=1 as well."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest

from ops.failure import Failure
from ops.importing.reading.archives import limits, zip_archive
from tests.ops.importing.reading.readings import posts, read, reasons, refusal, texts
from tests.support.exports import MattermostExport, SlackExport, ZulipExport
from tests.support.exports.files import write_folder, write_tar, write_zip


@pytest.fixture
def slack() -> SlackExport:
    export = SlackExport().user("U1", "ada").channel("C1", "general", ["U1"])
    export.message("C1", "U1", "hello")
    return export


NAMES = [
    "../evil.json",
    "general/../../evil.json",
    "/etc/passwd",
    "C:/evil.json",
    "general\\..\\evil.json",
    "a\x1bb.json",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("skip", [False, True])
def test_names_that_lead_out_of_a_zip_are_refused(slack: SlackExport, tmp_path: Path, name: str, skip: bool) -> None:
    source = write_zip(tmp_path / "slack.zip", {**slack.files(), name: b"[]"})

    line = refusal(source, skip=skip)

    assert line.startswith("slack.zip: ")
    assert line.endswith("Nothing was imported.")
    assert "\x1b" not in line


@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_out_of_a_tar_are_refused_and_never_become_files(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    source = write_tar(tmp_path / "in" / "zulip.tar.gz", {**ZulipExport().files(), name: b"evil"})

    assert "Nothing was imported." in refusal(source, skip=True)
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_a_device_in_a_zip_is_refused(slack: SlackExport, tmp_path: Path, kind: int) -> None:
    source = slack.zip(tmp_path / "slack.zip")
    with zipfile.ZipFile(source, "a") as archive:
        link = zipfile.ZipInfo("general/2023-11-15.json")
        link.external_attr = (kind | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    assert "general/2023-11-15.json is a link or a device" in refusal(source, skip=True)


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.GNUTYPE_SPARSE]
)
def test_a_link_or_a_device_in_a_tar_is_refused(tmp_path: Path, kind: bytes) -> None:
    source = tmp_path / "zulip.tar"
    with tarfile.open(source, "w") as archive:
        entry = tarfile.TarInfo("realm.json")
        entry.type, entry.linkname = kind, "/etc/passwd"
        archive.addfile(entry)

    assert "realm.json is a link or a device" in refusal(source, skip=True)


def test_a_link_in_a_folder_is_refused_wherever_it_leads(slack: SlackExport, tmp_path: Path) -> None:
    folder = slack.folder(tmp_path / "slack")
    (folder / "general" / "2023-11-15.json").symlink_to(folder / "users.json")

    assert "2023-11-15.json is a link or a device" in refusal(folder, skip=True)


def test_a_folder_that_is_a_link_within_is_refused(slack: SlackExport, tmp_path: Path) -> None:
    folder = slack.folder(tmp_path / "slack")
    (folder / "more").symlink_to("/etc")

    assert "is a link or a device" in refusal(folder)


def test_a_pipe_in_a_folder_is_refused_rather_than_waited_for(slack: SlackExport, tmp_path: Path) -> None:
    folder = slack.folder(tmp_path / "slack")
    os.mkfifo(folder / "general" / "2023-11-15.json")

    assert "is a link or a device" in refusal(folder)


def test_what_lines_name_may_not_lead_out_nor_over_a_link(tmp_path: Path) -> None:
    export = MattermostExport().channel("town")
    export.post("town", "ada", "x", attachments=[{"path": "../../etc/passwd"}])
    assert "leads out of the archive" in refusal(export.jsonl(tmp_path / "a.jsonl"), skip=True)

    linked = MattermostExport().channel("town")
    linked.post("town", "ada", "x", attachments=[{"path": "data/passwd"}])
    (tmp_path / "data").symlink_to("/etc")
    assert "is a link or a device" in refusal(linked.jsonl(tmp_path / "b.jsonl"), skip=True)


def test_a_name_twice_is_refused(slack: SlackExport, tmp_path: Path) -> None:
    source = slack.zip(tmp_path / "slack.zip")
    with warnings.catch_warnings(), zipfile.ZipFile(source, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("general/./2023-11-14.json", "[]")

    assert "general/./2023-11-14.json is there twice" in refusal(source, skip=True)


def test_a_zip_bomb_is_refused_by_what_it_says_of_itself(slack: SlackExport, tmp_path: Path) -> None:
    # Given a file of a hundred million blanks
    blanks = b" " * (100 * 1000 * 1000)
    source = write_zip(tmp_path / "slack.zip", {**slack.files(), "general/2023-11-15.json": blanks})

    assert "general/2023-11-15.json unpacks to far more than it takes" in refusal(source, skip=True)


def test_many_files_that_are_harmless_alone_are_refused_together(
    slack: SlackExport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "HARMLESS_IN_ALL", 1_000_000)
    files = {f"general/2023-11-{day:02}.json": b" " * 900_000 for day in range(15, 18)}

    source = write_zip(tmp_path / "slack.zip", {**slack.files(), **files})

    assert "slack.zip unpacks to far more than it takes" in refusal(source, skip=True)


def test_a_bomb_that_lies_in_its_header_yields_no_more_than_it_says(slack: SlackExport, tmp_path: Path) -> None:
    # Given a file that says it is two letters long, and is a million
    source = write_zip(tmp_path / "slack.zip", {**slack.files(), "general/2023-11-15.json": b" " * 1_000_000})
    raw = source.read_bytes()
    source.write_bytes(raw.replace(struct.pack("<L", 1_000_000), struct.pack("<L", 2)))

    # Then that file is broken, and only that
    assert "general/2023-11-15.json" in refusal(source)
    assert texts(read(source, skip=True)) == ["hello"]


def test_a_tar_bomb_is_counted_while_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HARMLESS_IN_ALL", 1_000_000)
    source = write_tar(tmp_path / "zulip.tar.gz", {**ZulipExport().files(), "big": b" " * 3_000_000})

    assert "unpacks to far more than it takes" in refusal(source, skip=True)


def test_more_files_than_fit_into_memory_are_refused_before_they_are_listed(
    slack: SlackExport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_archive, "MAX_ENTRIES", 3)

    assert "has more than 3 files" in refusal(slack.zip(tmp_path / "slack.zip"), skip=True)


def test_an_archive_within_is_a_file_like_others(slack: SlackExport, tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("users.json", "[]")

    source = write_zip(tmp_path / "slack.zip", {**slack.files(), "inner.zip": inner.getvalue()})

    assert texts(read(source)) == ["hello"]


def test_a_name_that_is_not_utf8_is_broken_and_not_hostile(slack: SlackExport, tmp_path: Path) -> None:
    source = write_zip(tmp_path / "slack.zip", {**slack.files(), "general/XXXX.json": b"[]"})
    source.write_bytes(source.read_bytes().replace(b"XXXX", b"caf\xe9"))

    assert "the name is not UTF-8" in refusal(source)
    export = read(source, skip=True)
    assert texts(export) == ["hello"]
    assert "the name is not UTF-8" in reasons(export)[0]


def test_a_name_in_utf8_without_its_flag_is_read_as_that(tmp_path: Path) -> None:
    export = SlackExport().user("U1", "ada").channel("C1", "käse", ["U1"])
    export.message("C1", "U1", "mjam")
    source = export.zip(tmp_path / "slack.zip")
    raw = source.read_bytes()
    assert raw.count(b"\x00\x08") >= 2
    source.write_bytes(raw.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00"))

    assert texts(read(source)) == ["mjam"]


@pytest.mark.parametrize("keep", [10, 200, -30, -1])
def test_a_zip_that_is_cut_off_is_one_line(slack: SlackExport, tmp_path: Path, keep: int) -> None:
    source = slack.zip(tmp_path / "slack.zip")
    source.write_bytes(source.read_bytes()[:keep])

    assert "slack.zip is no zip that can be read" in refusal(source, skip=True)


def test_a_tar_that_is_cut_off_is_broken_there(tmp_path: Path) -> None:
    export = ZulipExport().user(10, "Ada").stream(5, "general", [10])
    for number in range(50):
        export.message(10, 2005, f"{number} " + os.urandom(2000).hex(), "t")
    source = export.tar(tmp_path / "zulip.tar.gz")
    source.write_bytes(source.read_bytes()[:-20_000])

    assert "cannot be unpacked" in refusal(source)
    assert 0 < len(posts(read(source, skip=True))) < 50


def test_a_zip_with_a_password_says_which_file_is_broken(slack: SlackExport, tmp_path: Path) -> None:
    source = slack.zip(tmp_path / "slack.zip")
    raw = bytearray(source.read_bytes())
    for at in range(len(raw) - 4):
        if raw.startswith(b"PK\x01\x02", at):
            raw[at + 8] |= 1
        if raw.startswith(b"PK\x03\x04", at):
            raw[at + 6] |= 1
    source.write_bytes(bytes(raw))

    assert "users.json: cannot be unpacked" in refusal(source)


def test_a_file_of_the_export_that_is_broken_fails_when_it_is_read(slack: SlackExport, tmp_path: Path) -> None:
    files = {**slack.files(), "__uploads/F1/a.bin": os.urandom(5000)}
    source = write_zip(tmp_path / "slack.zip", files)
    raw = source.read_bytes()
    source.write_bytes(raw.replace(files["__uploads/F1/a.bin"][1000:1010], b"0123456789"))
    export = read(source)

    with pytest.raises(Failure, match="cannot be unpacked"):
        export.open("__uploads/F1/a.bin").read()
    with pytest.raises(Failure, match="is not there"):
        export.open("nowhere")


@pytest.mark.parametrize("source", ["nothing", "empty.zip", "text.txt", "other.json", "folder"])
def test_what_is_no_export_is_said_to_be_none(tmp_path: Path, source: str) -> None:
    write_zip(tmp_path / "empty.zip", {})
    write_folder(tmp_path, {"text.txt": b"hello", "other.json": json.dumps({"a": 1}).encode(), "folder/x.txt": b""})

    assert source in refusal(tmp_path / source)


def test_a_tar_that_says_far_too_much_of_one_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    source = tmp_path / "zulip.tar.gz"
    with tarfile.open(source, "w:gz", format=tarfile.PAX_FORMAT) as archive:
        entry = tarfile.TarInfo("realm.json")
        entry.pax_headers = {"comment": "x" * (2 * 1024 * 1024)}
        archive.addfile(entry)

    assert "unpacks to far more than it takes" in refusal(source, skip=True)
