"""Whatever stands in whichever place of an export: it is read, left out or refused by one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ops.failure import Failure
from tests.ops.importing.reading.readings import everything, read
from tests.support.exports import DiscordExport, MattermostExport, SlackExport, TelegramExport, ZulipExport
from tests.support.exports.files import write_folder

TEXTS = ["", "x", "NaN", "1e999", "../x", "/x", "\0", "\ud800", "x" * 600, "<@>", "1700000000.1"]
NUMBERS = [0, -1, 7, 10**30, 1.5, float("nan"), float("inf")]
OTHERS = [None, True, False, [], [None], [[]], [7, "x", {}], {}, {"id": []}, {"name": 7}, {"text": {}}, [{"id": None}]]
JUNK = st.sampled_from([*TEXTS, *NUMBERS, *OTHERS])


def _slack() -> dict[str, bytes]:
    export = SlackExport().user("U1", "ada", email="a@example.com", real_name="A").channel("C1", "general", ["U1"])
    export.channel("D1", "", ["U1", "U2"], kind="dms")
    begins = export.message(
        "C1", "U1", "a", edited={"user": "U1", "ts": "1700000000.1"}, files=[{"id": "F", "name": "f"}]
    )
    reactions = [{"name": "+1", "users": ["U1"], "count": 1}]
    export.message(
        "C1", "", "b", thread_ts=begins, bot_id="B1", username="bot", subtype="bot_message", reactions=reactions
    )
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x"}, "fields": [{"text": "y"}]}]
    attachments = [{"title": "t", "text": "x", "fields": [{"title": "a", "value": "b"}]}]
    export.message("D1", "U2", "", blocks=blocks, attachments=attachments, user_profile={"name": "n"})
    return export.files()


def _mattermost() -> dict[str, bytes]:
    export = MattermostExport().channel("town").user("ada", ["town"]).add("emoji", name="e", image="e.png")
    reply = {"user": "bob", "message": "r", "create_at": 1_700_000_000_000, "props": {"attachments": [{"text": "x"}]}}
    attachments, reactions = [{"path": "a.txt"}], [{"user": "bob", "emoji_name": "+1"}]
    export.post("town", "ada", "x @ada", attachments=attachments, reactions=reactions, replies=[reply])
    export.direct_channel(["ada", "bob"]).direct_post(["ada", "bob"], "ada", "y")
    return {"export.jsonl": export.content()}


def _discord() -> dict[str, bytes]:
    export = DiscordExport()
    ada = export.user("1", "ada")
    reaction = {"emoji": {"id": "5", "name": "e", "imageUrl": "e.png"}, "count": 1, "users": [ada]}
    one = export.message(
        ada, "x <@1>", mentions=[ada], reactions=[reaction], embeds=[{"title": "t", "fields": [{"name": "a"}]}]
    )
    attachments = [{"url": "a.txt", "fileName": "a", "fileSizeBytes": 1}]
    reference = {"messageId": one, "channelId": "900"}
    passed_on = {"content": "c", "attachments": []}
    export.message(ada, "", type="Reply", reference=reference, attachments=attachments, forwardedMessage=passed_on)
    return {"general.json": export.content()}


def _telegram() -> dict[str, bytes]:
    export = TelegramExport()
    recent = [{"from": "Cy", "from_id": "user3"}]
    parts = ["x", {"type": "bold", "text": "b"}, {"type": "pre", "text": "c", "language": "py"}]
    reactions = [{"type": "emoji", "emoji": "❤", "count": 1, "recent": recent}]
    export.message(
        "Ada", "user1", parts, photo="p.jpg", reactions=reactions, poll={"question": "q", "answers": [{"text": "a"}]}
    )
    export.message("Bob", "user2", "y", reply_to_message_id=1, location_information={"latitude": 1, "longitude": 2})
    export.message(None, None, "", type="service", action="pin_message", message_id=1)
    export.chat("Bob", "personal_chat", 2).message("Bob", "user2", "z")
    return {"result.json": export.account(1)}


def _zulip() -> dict[str, bytes]:
    export = ZulipExport().user(10, "Ada L").user(11, "Bob").stream(5, "general", [10]).group(1, [10, 11])
    export.message(10, 2005, "x @**Bob** [f](/user_uploads/1/f)", "t")
    export.message(10, 3001, "y")
    export.realm["zerver_reaction"] = [{"message": 1, "user_profile": 10, "emoji_name": "a", "emoji_code": "1f44d"}]
    export.realm["zerver_realmemoji"] = [{"name": "e", "file_name": "1.png"}]
    export.others = {
        "uploads/records.json": b'[{"path": "a", "s3_path": "b"}]',
        "emoji/records.json": b'[{"path": "1.png"}]',
    }
    return export.files()


@pytest.mark.parametrize("files", [_slack, _mattermost, _discord, _telegram, _zulip])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_anything_in_place_of_anything(files: Callable[[], dict[str, bytes]], data: st.DataObject) -> None:
    content = files()
    name = data.draw(st.sampled_from(sorted(content)))
    lines = [json.loads(line) for line in content[name].splitlines()]
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(list(_places(lines))))
        junk = data.draw(JUNK)
        _put(lines, place, deepcopy(junk))
    content[name] = "\n".join(map(json.dumps, lines)).encode()

    with TemporaryDirectory() as folder:
        source = write_folder(Path(folder) / "export", content)

        with suppress(Failure):
            found = read(source, skip=True)
            assert everything(found) == everything(found)


def _places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value within."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([at] if at else []), *(place for key, each in inner for place in _places(each, (*at, key)))]


def _put(value: Any, place: tuple[Any, ...], junk: Any) -> None:
    with suppress(KeyError, IndexError, TypeError):  # what was put before may have taken the place away
        for key in place[:-1]:
            value = value[key]
        value[place[-1]] = junk
