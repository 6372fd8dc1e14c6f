"""What Slack exports is read with everything that has a place here, and with every fault its exports are known for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ops.importing.model import ImportedReaction
from tests.ops.importing.reading.readings import chat, everything, person, posts, read, reasons, refusal, texts
from tests.support.exports import SlackExport
from tests.support.exports.files import NOON, as_json, write_zip


@pytest.fixture
def slack() -> SlackExport:
    """Ada and Bob, who are in one channel."""
    export = SlackExport()
    export.user("U1", "ada", email="Ada@Example.com", real_name="Ada Lovelace").user("U2", "bob")
    return export.channel("C1", "general", ["U1", "U2"])


def test_people_have_their_names_and_their_addresses_in_small_letters(slack: SlackExport, tmp_path: Path) -> None:
    # Given somebody who is gone, and a bot
    slack.user("U3", "cy", deleted=True).user("U4", "deploys", is_bot=True)

    export = read(slack.zip(tmp_path / "an export.zip"))

    assert export.source == "slack:T1"
    ada = person(export, "U1")
    assert (ada.username, ada.display_name, ada.email) == ("ada", "Ada Lovelace", "ada@example.com")
    assert person(export, "U2").email is None
    assert person(export, "U3").deleted
    assert person(export, "U4").bot


def test_public_channels_are_open_private_ones_closed_and_chats_of_two_private(
    slack: SlackExport, tmp_path: Path
) -> None:
    slack.user("U3", "cy")
    slack.channel("G1", "board", ["U2", "U1"], kind="groups", is_archived=True)
    slack.channel("G2", "mpdm-ada--bob--cy-1", ["U1", "U2", "U3"], kind="mpims")
    slack.channel("D1", "", ["U1", "U2"], kind="dms")
    slack.channel("D2", "", ["U1"], kind="dms")

    export = read(slack.zip(tmp_path / "slack.zip"))

    assert {each.id: each.kind for each in export.chats()} == {
        "C1": "open",
        "G1": "closed",
        "G2": "closed",
        "D1": "private",
        "D2": "closed",
    }
    general = chat(export, "C1")
    assert (general.title, general.members, general.creator) == ("general", ("U1", "U2"), "U1")
    assert general.created == datetime.fromtimestamp(NOON, UTC)
    assert chat(export, "G2").title == "Ada Lovelace, bob, cy"


def test_a_thread_that_spans_days_stays_whole_and_in_order(slack: SlackExport, tmp_path: Path) -> None:
    # Given a reply of the next day, whose file comes first by name in no order of time
    begins = slack.message("C1", "U1", "who is in?", day="2023-11-14")
    slack.message("C1", "U2", "me", thread_ts=begins, day="2023-11-15")
    slack.message(
        "C1", "U1", "so am I", thread_ts=begins, day="2023-11-15", subtype="thread_broadcast", root={"ts": begins}
    )

    said = posts(read(slack.zip(tmp_path / "slack.zip")))

    assert [post.thread for post in said] == [None, begins, begins]
    assert [post.reply_to for post in said] == [None, begins, begins]
    assert [post.created for post in said] == sorted(post.created for post in said)


def test_the_missing_beginning_of_a_thread_is_a_tombstone_right_before_its_first_reply(
    slack: SlackExport, tmp_path: Path
) -> None:
    slack.message("C1", "U1", "before")
    slack.message("C1", "U2", "one", thread_ts="1600000000.000100")
    slack.message("C1", "U1", "two", thread_ts="1600000000.000100")

    export = read(slack.zip(tmp_path / "slack.zip"))

    said = posts(export)
    assert [(post.tombstone, post.thread) for post in said] == [
        (False, None),
        (True, None),
        (False, "1600000000.000100"),
        (False, "1600000000.000100"),
    ]
    assert said[1].id == "1600000000.000100"
    assert person(export, said[1].author).deleted


def test_lines_of_the_system_are_left_out_and_said(slack: SlackExport, tmp_path: Path) -> None:
    slack.message("C1", "U1", "<@U1> has joined", subtype="channel_join")
    slack.message("C1", "U1", "pinned", subtype="pinned_item")
    slack.message("C1", "U1", "?", subtype="of_next_year")
    slack.message("C1", "U1", "hello")

    export = read(slack.zip(tmp_path / "slack.zip"))

    assert texts(export) == ["hello"]
    assert [reason.rpartition(" ")[2] for reason in reasons(export)] == ["channel_join", "pinned_item", "of_next_year"]
    assert reasons(export)[0].startswith("general/2023-11-14.json, element 1:")


def test_whoever_is_in_no_list_gets_a_stand_in(slack: SlackExport, tmp_path: Path) -> None:
    # Given a guest of another workspace, a relay that speaks for two, a bot without a name, and a reactor nobody knows
    slack.message("C1", "U77", "hi", user_profile={"real_name": "Guest", "name": "guest"})
    slack.message("C1", "", "from IRC", subtype="bot_message", bot_id="B1", username="dan (IRC)")
    slack.message("C1", "", "from IRC too", subtype="bot_message", bot_id="B1", username="eve (IRC)")
    slack.message("C1", "", "beep", subtype="bot_message", bot_id="B2")
    slack.message("C1", "", "who?", reactions=[{"name": "+1", "users": ["U99"], "count": 1}])

    export = read(slack.zip(tmp_path / "slack.zip"))

    authors = [person(export, post.author) for post in posts(export)]
    assert [(author.display_name, author.bot) for author in authors] == [
        ("Guest", False),
        ("dan (IRC)", True),
        ("eve (IRC)", True),
        ("B2", True),
        ("bot", True),
    ]
    assert person(export, "U99").display_name == "U99"


def test_reactions_have_their_tones_and_say_who_is_not_named(slack: SlackExport, tmp_path: Path) -> None:
    reactions = [
        {"name": "clap::skin-tone-2", "users": ["U1", "U1"], "count": 1},
        {"name": "thumbsup", "users": ["U1"], "count": 1},
        {"name": "+1", "users": ["U2"], "count": 5},
        {"name": "partyparrot", "users": ["U2"], "count": 1},
    ]
    slack.message("C1", "U1", "done", reactions=reactions)

    export = read(slack.zip(tmp_path / "slack.zip"))

    assert posts(export)[0].reactions == (
        ImportedReaction("👏🏻", ("U1",)),
        ImportedReaction("👍", ("U1", "U2")),
        ImportedReaction(":partyparrot:", ("U2",)),
    )
    assert reasons(export) == ["general/2023-11-14.json, element 1: 4 who reacted are not named"]


def test_edits_pins_and_times_to_the_microsecond_come_along(slack: SlackExport, tmp_path: Path) -> None:
    slack.lists["channels"][0]["pins"] = [{"id": f"{NOON}.000200", "type": "C"}]
    slack.message("C1", "U1", "x", ts=f"{NOON}.000200", edited={"user": "U1", "ts": f"{NOON + 9}.000000"})
    slack.message("C1", "U1", "y", ts=f"{NOON}.000300", pinned_to=["C1"])

    first, second = posts(read(slack.zip(tmp_path / "slack.zip")))

    assert first.created == datetime.fromtimestamp(NOON, UTC).replace(microsecond=200)
    assert first.edited == datetime.fromtimestamp(NOON + 9, UTC)
    assert first.pinned
    assert second.pinned


def test_files_are_words_unless_they_lie_beside_the_messages(slack: SlackExport, tmp_path: Path) -> None:
    attached = [
        {"id": "F1", "name": "plan.pdf", "size": 5, "mode": "hosted", "url_private": "https://files.slack.com/F1"},
        {"id": "F2", "mode": "tombstone"},
        {"id": "F3", "name": "old.png", "mode": "hidden_by_limit"},
        {"id": "F4", "name": "kept.txt"},
    ]
    slack.message("C1", "U1", "", files=attached, subtype="file_share")
    source = write_zip(tmp_path / "slack.zip", {**slack.files(), "__uploads/F4/kept.txt": b"kept"})

    export = read(source)

    plan, deleted, hidden, kept = posts(export)[0].files
    assert (plan.path, plan.words) == (None, "File: plan.pdf (not in the export)")
    assert deleted.words == "File: file (deleted there)"
    assert hidden.words == "File: old.png (beyond the limit of its plan there)"
    assert kept.path
    assert export.open(kept.path).read() == b"kept"


def test_a_deleted_beginning_is_a_tombstone_with_its_replies(slack: SlackExport, tmp_path: Path) -> None:
    begins = slack.message("C1", "USLACKBOT", "This message was deleted.", subtype="tombstone")
    slack.message("C1", "U2", "pity", thread_ts=begins)

    gone, reply = posts(read(slack.zip(tmp_path / "slack.zip")))

    assert (gone.tombstone, gone.text) == (True, ())
    assert reply.thread == gone.id


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"attachments": [{"title": "Build 7", "title_link": "https://ci.example/7", "text": "*failed*"}]}, "[Build 7](https://ci.example/7)\n**failed**"),
        ({"attachments": [{"fallback": "it failed"}]}, "it failed"),
        ({"attachments": [{"fields": [{"title": "Host", "value": "db1"}]}]}, "**Host** db1"),
        ({"attachments": [{"from_url": "https://x.example", "text": "a preview"}]}, ""),
        ({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*up*"}}, {"type": "divider"}]}, "**up**"),
        ({"blocks": [{"type": "rich_text", "elements": [{"elements": [{"text": "a "}, {"user_id": "U2"}]}]}]}, "a <@U2>"),  # noqa: E501
        ({"attachments": "none", "blocks": {"a": 1}, "files": 7}, ""),
    ],
)  # fmt: skip
def test_what_programs_show_without_a_text_is_shown(
    slack: SlackExport, tmp_path: Path, fields: dict[str, Any], shown: str
) -> None:
    slack.message("C1", "U1", "", **fields)

    assert texts(read(slack.zip(tmp_path / "slack.zip"))) == [shown]


@pytest.mark.parametrize(
    "ts", [None, "NaN", float("nan"), "", "yesterday", "-1", "1e300", [], {"a": 1}, True, "9" * 400]
)
def test_a_message_without_a_time_refuses_the_whole_or_is_left_out(
    slack: SlackExport, tmp_path: Path, ts: object
) -> None:
    slack.message("C1", "U1", "fine")
    slack.message("C1", "U1", "when?")
    slack.days["general/2023-11-14.json"][1]["ts"] = ts
    slack.message("C1", "U1", "fine too")
    source = slack.zip(tmp_path / "slack.zip")

    # Then it says where
    assert refusal(source).startswith("general/2023-11-14.json, element 2: ts: ")

    # And with SKIP=1 the rest is read
    export = read(source, skip=True)
    assert texts(export) == ["fine", "fine too"]
    assert reasons(export)[0].startswith("general/2023-11-14.json, element 2: broken: ts")


def test_a_message_without_any_ts_is_told_as_well(slack: SlackExport, tmp_path: Path) -> None:
    slack.message("C1", "U1", "when?")
    del slack.days["general/2023-11-14.json"][0]["ts"]

    assert "element 1: ts: " in refusal(slack.zip(tmp_path / "slack.zip"))


def test_messages_of_no_chat_that_a_list_has_are_left_out(slack: SlackExport, tmp_path: Path) -> None:
    source = write_zip(
        tmp_path / "slack.zip", {**slack.files(), "secret/2023-11-14.json": as_json([]), "canvases.json": b"[]"}
    )

    assert reasons(read(source)) == [
        "canvases.json: no list or day of messages",
        "secret/2023-11-14.json: messages of a chat that is in no list",
    ]


def test_the_same_message_twice_is_one(slack: SlackExport, tmp_path: Path) -> None:
    ts = slack.message("C1", "U1", "once")
    slack.message("C1", "U1", "once", ts=ts, day="2023-11-15")

    export = read(slack.zip(tmp_path / "slack.zip"))

    assert texts(export) == ["once"]
    assert "it is there 2 times" in reasons(export)[0]


def test_zip_folder_and_a_zip_with_a_folder_in_it_say_the_same_and_so_does_a_second_reading(
    slack: SlackExport, tmp_path: Path
) -> None:
    begins = slack.message("C1", "U1", "*hi* <@U2>")
    slack.message("C1", "U2", "ho", thread_ts=begins)
    slack.message("C1", "U2", "left", subtype="channel_leave")
    zipped = slack.zip(tmp_path / "slack.zip")
    unpacked = slack.folder(tmp_path / "unpacked")
    wrapped = write_zip(tmp_path / "w.zip", {f"acme export/{name}": content for name, content in slack.files().items()})

    first = everything(read(zipped))

    assert everything(read(zipped)) == first
    assert everything(read(unpacked)) == first
    assert texts(read(wrapped)) == texts(read(zipped))


def test_posts_go_on_behind_a_place(slack: SlackExport, tmp_path: Path) -> None:
    for number in range(5):
        slack.message("C1", "U1", str(number))

    export = read(slack.zip(tmp_path / "slack.zip"))

    assert [place for place, _ in export.posts("C1", 3)] == [4, 5]
    assert list(export.posts("C1", 5)) == []
    assert list(export.posts("nowhere")) == []
