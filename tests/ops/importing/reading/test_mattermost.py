"""What Mattermost's bulk export says, with its files, and what `make export` writes in the same form."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from ops.importing.model import ImportedEmoji, ImportedReaction
from tests.ops.importing.reading.readings import chat, everything, person, plain, posts, read, reasons, refusal, texts
from tests.support.exports import MattermostExport
from tests.support.exports.files import NOON, write_folder


def crew() -> MattermostExport:
    """Ada and Bob in a team with an open channel, of which Bob is admin, and a private one."""
    export = MattermostExport().channel("town", "Town Square").channel("board", kind="P")
    export.user("ada", ["town", "board"], first_name="Ada", last_name="Lovelace", email="Ada@Example.com")
    export.user("bob", ["town"], nickname="Bobby", email="bob@unknown.invalid")
    export.lines[-1]["user"]["teams"][0]["channels"][0]["roles"] = "channel_user channel_admin"
    return export


def test_people_channels_and_members(tmp_path: Path) -> None:
    export = crew().user("cy", ["town"], delete_at=NOON * 1000).add("bot", username="robo", display_name="Robo")

    found = read(export.jsonl(tmp_path / "export.jsonl"))

    assert found.source == "mattermost:main"
    assert (person(found, "ada").display_name, person(found, "ada").email) == ("Ada Lovelace", "ada@example.com")
    assert (person(found, "bob").display_name, person(found, "bob").email) == ("Bobby", None)
    assert person(found, "cy").deleted
    assert person(found, "robo").bot
    town = chat(found, "main/town")
    assert (town.kind, town.title, town.members, town.creator) == ("open", "Town Square", ("ada", "bob"), "bob")
    assert (chat(found, "main/board").kind, chat(found, "main/board").members) == ("closed", ("ada",))


def test_direct_channels_are_private_of_two_and_closed_otherwise(tmp_path: Path) -> None:
    export = crew().direct_channel(["bob", "ada"]).direct_channel(["ada", "bob", "cy"])
    export.direct_post(["ada", "bob"], "ada", "psst")
    export.direct_post(["ada", "ada"], "ada", "to myself")

    found = read(export.jsonl(tmp_path / "export.jsonl"))

    assert {each.id: each.kind for each in found.chats() if each.id.startswith("direct")} == {
        "direct:ada,bob": "private",
        "direct:ada,bob,cy": "closed",
        "direct:ada": "closed",
    }
    assert texts(found, "direct:ada,bob") == ["psst"]
    assert chat(found, "direct:ada").members == ("ada",)


def test_posts_have_replies_reactions_edits_pins_and_files(tmp_path: Path) -> None:
    export = crew()
    export.attachments = {"20231114/plan.pdf": b"plan", "emoji/party.png": b"png"}
    export.add("emoji", name="party", image="emoji/party.png").add("emoji", name="lost", image="emoji/lost.png")
    at = export.post(
        "town",
        "ada",
        "see",
        edit_at=NOON * 1000 + 5000,
        is_pinned=True,
        attachments=[{"path": "20231114/plan.pdf"}, {"path": "20231114/gone.pdf"}],
        reactions=[{"user": "bob", "emoji_name": "+1", "create_at": 1}, {"user": "eve", "emoji_name": "thumbsup"}],
        replies=[{"user": "bob", "message": "seen", "create_at": NOON * 1000 + 1, "reactions": []}],
    )

    found = read(export.zip(tmp_path / "export.zip"))

    see, seen = posts(found, "main/town")
    assert (see.id, see.pinned, see.edited) == (f"{at}:ada", True, datetime.fromtimestamp(NOON + 5, UTC))
    assert see.reactions == (ImportedReaction("👍", ("bob", "eve")),)
    assert [file.path for file in see.files] == ["data/20231114/plan.pdf", None]
    assert found.open("data/20231114/plan.pdf").read() == b"plan"
    assert (seen.thread, seen.reply_to) == (see.id, see.id)
    assert list(found.emoji()) == [ImportedEmoji("party", "data/emoji/party.png")]
    assert reasons(found) == ["import.jsonl, line 3: the picture of :lost: is not in the export"]


def test_files_beside_the_lines_are_found_without_a_zip(tmp_path: Path) -> None:
    export = crew()
    export.post("town", "ada", "", attachments=[{"path": "a/b.txt"}])
    write_folder(tmp_path, {"data/a/b.txt": b"here"})

    found = read(export.jsonl(tmp_path / "export.jsonl"))

    assert found.open("data/a/b.txt").read() == b"here"
    assert posts(found)[0].files[0].path == "data/a/b.txt"


def test_posts_of_one_moment_keep_their_order_and_are_told_apart(tmp_path: Path) -> None:
    export = crew()
    for text in ("one", "two", "three"):
        export.post("town", "ada", text, NOON * 1000)
    export.post("town", "bob", "earlier", NOON * 1000 - 1)

    found = read(export.jsonl(tmp_path / "export.jsonl"))

    assert texts(found, "main/town") == ["earlier", "one", "two", "three"]
    assert len({post.id for post in posts(found, "main/town")}) == 4


def test_lines_of_the_system_deleted_posts_and_lines_of_other_kinds(tmp_path: Path) -> None:
    export = crew().add("scheme", name="x")
    export.post("town", "ada", "joined", type="system_join_channel")
    export.post(
        "town",
        "bob",
        "",
        delete_at=NOON * 1000,
        replies=[{"user": "ada", "message": "?", "create_at": NOON * 1000 + 1009}],
    )
    export.post("town", "ada", "waves", type="me")

    found = read(export.jsonl(tmp_path / "export.jsonl"))

    said = posts(found, "main/town")
    assert [(post.tombstone, plain(post.text)) for post in said] == [(True, ""), (False, "?"), (False, "*waves*")]
    assert said[1].thread == said[0].id
    assert any("system_join_channel" in reason for reason in reasons(found))
    assert any("a line of the kind scheme" in reason for reason in reasons(found))


def test_a_reply_that_comes_in_the_same_millisecond_stands_behind_what_it_answers(tmp_path: Path) -> None:
    export = crew()
    at = export.post("town", "ada", "root")
    export.lines[-1]["post"]["replies"] = [{"user": "bob", "message": "reply", "create_at": at - 50}]

    found = read(export.jsonl(tmp_path / "export.jsonl"))

    assert texts(found, "main/town") == ["root", "reply"]


def test_what_a_webhook_says_is_said_by_its_name(tmp_path: Path) -> None:
    export = crew()
    props = {"from_webhook": "true", "override_username": "CI", "attachments": [{"title": "7", "text": "_ok_"}]}
    export.post("town", "bob", "", props=props)

    found = read(export.jsonl(tmp_path / "export.jsonl"))

    author = person(found, posts(found, "main/town")[0].author)
    assert (author.display_name, author.bot) == ("CI", True)
    assert texts(found, "main/town") == ["7\n*ok*"]


def test_our_own_export_keeps_its_texts_ids_and_answers(tmp_path: Path) -> None:
    export = crew()
    export.lines[0]["info"] = {"generator": "monkey-snowfight"}
    replies = [
        {"user": "bob", "message": "b", "create_at": NOON * 1000, "props": {"snowfight": {"seq": 2, "reply_to": 1}}},
        {"user": "ada", "message": "c", "create_at": NOON * 1000, "props": {"snowfight": {"seq": 3, "reply_to": 2}}},
    ]
    export.post("town", "ada", "_x_ :tada: @bob", props={"snowfight": {"seq": 1}}, replies=replies)

    found = read(export.jsonl(tmp_path / "export.jsonl"))

    assert texts(found, "main/town") == ["_x_ :tada: <@bob>", "b", "c"]
    assert [(post.id, post.thread, post.reply_to) for post in posts(found, "main/town")] == [
        ("1", None, None),
        ("2", "1", "1"),
        ("3", "1", "2"),
    ]


def test_a_channel_that_no_line_tells_of_is_closed(tmp_path: Path) -> None:
    export = crew()
    export.post("secret", "ada", "x")

    found = read(export.jsonl(tmp_path / "export.jsonl"))

    assert chat(found, "main/secret").kind == "closed"
    assert "becomes a closed group" in reasons(found)[0]


def test_a_second_reading_says_the_same(tmp_path: Path) -> None:
    export = crew()
    export.post("town", "ada", "x", NOON * 1000, replies=[{"user": "bob", "message": "y", "create_at": NOON * 1000}])
    export.post("town", "ada", "x", NOON * 1000)
    source = export.zip(tmp_path / "export.zip")

    assert everything(read(source)) == everything(read(source))


def test_a_post_without_a_time_names_its_line(tmp_path: Path) -> None:
    export = crew()
    export.post("town", "ada", "x")
    export.lines[-1]["post"]["create_at"] = "soon"

    assert refusal(export.jsonl(tmp_path / "export.jsonl")).startswith("export.jsonl, line 7: create_at: ")
