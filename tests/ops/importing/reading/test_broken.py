"""What is broken in one place is refused with that place, or left out alone; what is only strange is read."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from ops.importing.reading.readers import json_stream
from tests.ops.importing.reading.readings import plain, posts, read, reasons, refusal, texts
from tests.support.exports import DiscordExport, MattermostExport, SlackExport, TelegramExport
from tests.support.exports.files import write_zip

DAY = "general/2023-11-14.json"


def slack(tmp_path: Path, day: bytes) -> Path:
    """An export with one day of one channel, which is `day`."""
    export = SlackExport().user("U1", "ada").channel("C1", "general", ["U1"])
    return write_zip(tmp_path / "slack.zip", {**export.files(), DAY: day})


def said(text: str) -> dict[str, Any]:
    return {"type": "message", "user": "U1", "text": text, "ts": "1700000000.000100"}


@pytest.mark.parametrize(
    ("behind", "where"),
    [
        (b"", "line 1"),
        (b",", "line 1"),
        (b',\n\n{"type": "mess', "line 3"),
        (b',\n{"type": nothing}]', "line 2"),
        (b"]]", "line 1"),
        (b"] and more", "line 1"),
        (b',\n{"text": "caf\xe9"}]', "line 2"),
        (b',\n"' + b"[" * 100_000, "line 2"),
        (b"," + b"[" * 100_000, "line 1"),
        (b",{1: 2}]", "line 1"),
    ],
)
def test_json_that_breaks_says_where_and_what_is_before_it_is_read(tmp_path: Path, behind: bytes, where: str) -> None:
    source = slack(tmp_path, b"[" + json.dumps(said("fine")).encode() + behind)

    assert refusal(source).startswith(f"{DAY}, {where}: ")

    export = read(source, skip=True)
    assert texts(export) == ["fine"]
    assert reasons(export)[0].startswith(f"{DAY}, {where}: broken: ")


@pytest.mark.parametrize("day", [b"", b"{}", b"null", b"\xff\xfe[\x00]\x00", b"7"])
def test_a_file_that_is_no_list_is_broken(tmp_path: Path, day: bytes) -> None:
    source = slack(tmp_path, day)

    assert refusal(source).startswith(f"{DAY}, line 1: ")
    assert texts(read(source, skip=True)) == []


@pytest.mark.parametrize(
    "element", [None, 7, "text", [], {}, {"type": "message"}, {**said("x"), "ts": ["1"]}, {**said("x"), "ts": {}}]
)
def test_an_element_of_another_type_is_broken_alone(tmp_path: Path, element: object) -> None:
    source = slack(tmp_path, json.dumps([element, said("fine")]).encode())

    assert refusal(source).startswith(f"{DAY}, element 1: ")
    assert texts(read(source, skip=True)) == ["fine"]


@pytest.mark.parametrize(
    "field", ["text", "user", "reactions", "files", "attachments", "blocks", "edited", "thread_ts", "subtype"]
)
@pytest.mark.parametrize("value", [None, 7, True, [], {}, [7, None, []], {"ts": []}, "x"])
def test_a_field_of_another_type_says_nothing_or_is_told_but_never_crashes(
    tmp_path: Path, field: str, value: object
) -> None:
    source = slack(
        tmp_path, json.dumps([{**said("x"), field: value}, {**said("fine"), "ts": "1700000009.000100"}]).encode()
    )

    export = read(source, skip=True)

    assert texts(export)[-1] == "fine"


def test_half_characters_nul_and_a_mark_at_the_beginning_are_survived(tmp_path: Path) -> None:
    day = json.dumps([said("a \ud800 b \x00 c"), {**said("next"), "ts": "1700000001.0", "user": "U\udfff"}])
    source = slack(tmp_path, b"\xef\xbb\xbf" + day.encode())

    export = read(source)

    assert texts(export) == ["a � b � c", "next"]
    assert posts(export)[1].author == "U�"


def test_unknown_fields_however_deep_are_ignored(tmp_path: Path) -> None:
    deep: Any = "x"
    for _ in range(300):
        deep = {"a": [deep]}

    assert texts(read(slack(tmp_path, json.dumps([{**said("fine"), "new": deep}]).encode()))) == ["fine"]


def test_one_value_beyond_all_measure_is_refused_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "MAX_VALUE", 1_000_000)
    source = slack(tmp_path, json.dumps([said("x" * 3_000_000)]).encode())

    assert "a value there is longer than" in refusal(source)


def test_values_that_end_where_a_part_that_was_read_ends_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given parts of every length, so that each place of the text is once the end of one
    day = json.dumps(
        [{**said(f"ä {number}"), "ts": f"170000000{number}.5", "n": 12345} for number in range(5)], ensure_ascii=False
    )
    for chunk in range(1, 120, 7):
        monkeypatch.setattr(json_stream, "CHUNK", chunk)
        (tmp_path / str(chunk)).mkdir()

        assert texts(read(slack(tmp_path / str(chunk), day.encode()))) == [f"ä {number}" for number in range(5)]


def test_a_broken_line_says_nothing_of_the_others(tmp_path: Path) -> None:
    export = MattermostExport().channel("town").user("ada", ["town"])
    export.post("town", "ada", "one")
    export.post("town", "ada", "two")
    lines = export.content().splitlines()
    for broken in (
        b"{",
        b"\xff",
        b"[" * 5000,
        b'{"type": "post", "post": {"team": "main"}}',
        b'{"type":"post"}',
        b"\n" + b"7",
    ):
        source = tmp_path / "export.jsonl"
        source.write_bytes(b"\n".join([*lines[:-1], broken, lines[-1]]))

        if broken.strip() != b"7":
            assert refusal(source).startswith("export.jsonl, line 6: ")
        assert texts(read(source, skip=True)) == ["one", "two"]


def test_a_line_beyond_all_measure_is_gone_past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.importing.reading.readers.lines.MAX_VALUE", 1000)
    export = MattermostExport().channel("town").user("ada", ["town"])
    export.post("town", "ada", "x" * 5000)
    export.post("town", "ada", "fine")
    source = export.jsonl(tmp_path / "export.jsonl")

    assert "line 5: is longer than" in refusal(source)
    assert texts(read(source, skip=True)) == ["fine"]


def test_a_file_of_discord_that_was_cut_off_keeps_what_is_whole(tmp_path: Path) -> None:
    export = DiscordExport()
    export.message(export.user("1", "ada"), "whole")
    export.message(export.user("1", "ada"), "cut")
    source = tmp_path / "general.json"
    source.write_bytes(export.content()[:-200])

    assert "general.json, line 1: " in refusal(source)
    assert texts(read(source, skip=True)) == ["whole"]


def test_a_result_of_telegram_that_was_cut_off_keeps_what_is_whole(tmp_path: Path) -> None:
    export = TelegramExport()
    export.message("Ada", "user1", "whole")
    export.message("Ada", "user1", "cut")
    source = tmp_path / "result.json"
    source.write_bytes(export.content()[:-60])

    assert "result.json, line 1: " in refusal(source)
    assert [plain(post.text) for post in posts(read(source, skip=True), "private_group:5")] == ["whole"]


def test_a_place_cannot_write_into_the_terminal(tmp_path: Path) -> None:
    source = slack(tmp_path, json.dumps([{**said("x"), "subtype": "\x1b[2J\n\u202e" + "y" * 500}]).encode())

    reason = reasons(read(source))[0]

    assert "\x1b" not in reason
    assert "\n" not in reason
    assert len(reason) < 500


def test_what_is_invalid_throughout_takes_no_more_time_than_what_is_fine(tmp_path: Path) -> None:
    source = slack(tmp_path, b"[" + b'{"a":' * 500_000)
    began = time.process_time()

    refusal(source)

    assert time.process_time() - began < 10
