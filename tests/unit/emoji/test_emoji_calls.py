"""Given the calls about custom emoji, then each answers as the contract's table says."""

from __future__ import annotations

from typing import Any

import pytest

from snowfight.models.emoji import EMOJI_LIMIT
from snowfight.models.file import UploadGrant
from tests.support.calls import Answer, call
from tests.support.chat import Chat
from tests.support.files import FakeFiles
from tests.support.lambdas import Lambdas
from tests.unit.files.test_uploads import PICTURE

BODY = {"filename": "fort.png", "size": 2000, "content_type": "image/png"}


class World:
    """Ann and Bob have proven their addresses, Cat has not."""

    def __init__(self, lambdas: Lambdas, chat: Chat, files: FakeFiles) -> None:
        self._lambdas = lambdas
        self._files = files
        for name in ("ann", "bob", "cat"):
            chat.user(name, verified=name != "cat")

    def get(self, username: str | None = "ann") -> Answer:
        return call(self._lambdas, "GET", "/api/emoji", username)

    def post(self, path: str = "", body: object = None, username: str | None = "ann") -> Answer:
        return call(self._lambdas, "POST", f"/api/emoji{path}", username, body)

    def brought(self, username: str = "ann") -> dict[str, Any]:
        """Cloudinary's answer to a picture of the user's."""
        grant = self.post("/upload", BODY, username)
        assert grant.status == 200
        return self._files.upload(UploadGrant(**grant.body), PICTURE)

    def add(self, name: str, username: str = "ann", file: object = None) -> Answer:
        return self.post("", {"name": name, "file": self.brought(username) if file is None else file}, username)


@pytest.fixture
def world(lambdas: Lambdas, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> World:
    files = FakeFiles()
    wiring = lambdas.http_wiring
    for target in (wiring.upload_service, wiring.upload_checks, lambdas.http_emoji.custom_emojis):
        monkeypatch.setattr(target, "_files", files)
    return World(lambdas, chat, files)


def test_an_emoji_is_added_listed_and_removed(world: World) -> None:
    # When
    added = world.add("fort")
    # Then
    assert added.status == 201
    emoji = added.body["emoji"]
    assert list(emoji) == ["name", "url", "username", "created", "removed"]
    assert (emoji["name"], emoji["username"], emoji["removed"]) == ("fort", "ann", None)
    assert world.add("castle", "bob").status == 201
    listed = world.get("cat")
    assert (listed.status, [each["name"] for each in listed.body["emoji"]]) == (200, ["castle", "fort"])
    assert listed.body["emoji"][1] == emoji
    # When
    for _ in range(2):
        assert str(world.post("/fort/remove")) == "204"
    # Then
    assert [bool(each["removed"]) for each in world.get().body["emoji"]] == [False, True]


def test_each_refusal_has_its_code(world: World) -> None:
    file = world.brought()
    assert world.add("fort", file=file).status == 201
    refusals = {
        "409 emoji_taken": [world.add("fort"), world.add("fort", "bob"), world.add("fort", file=file)],
        "422 bad_file": [
            world.add("ice", file=file),
            world.add("ice", "bob", world.brought("ann")),
            world.add("ice", file={}),
            world.post("/upload", {**BODY, "content_type": "image/svg+xml"}),
        ],
        "413 too_large": [world.post("/upload", {**BODY, "size": EMOJI_LIMIT + 1})],
        "403 email_unverified": [world.post("/upload", BODY, "cat"), world.post("/upload", {}, "cat")],
        "403 not_yours": [world.post("/fort/remove", username="bob"), world.post("/fort/remove", username="cat")],
        "404 no_such_emoji": [
            world.post(f"/{name}/remove") for name in ("ice", "Fort", "x", "%23LIST", "upload", "🐒")
        ],
        "422 invalid": [
            world.post("", {"name": "ice"}),
            world.post("", {"name": "ice", "file": "x"}),
            world.post("", {"name": "ice", "file": {}, "more": 1}),
            world.post("/upload", {}),
        ],
    }
    assert {code: {str(answer) for answer in answers} for code, answers in refusals.items()} == {
        code: {code} for code in refusals
    }


@pytest.mark.parametrize(
    "name", ["", "x", "x" * 33, "Fort", "fo rt", "fort\n", ":fort:", "ﬀ", "ice.", "#LIST", 7, None]
)
def test_a_name_that_none_may_have_is_named_as_what_is_wrong(world: World, name: object) -> None:
    answer = world.post("", {"name": name, "file": {}})
    assert str(answer) == "422 invalid"
    assert [error["field"] for error in answer.body["errors"]] == ["name"]


@pytest.mark.parametrize("name", ["ab", "a" * 32, "0_-", "__", "--"])
def test_every_name_of_the_contract_may_be_given(world: World, name: str) -> None:
    assert world.add(name).status == 201
    assert str(world.post(f"/{name}/remove")) == "204"


def test_nobody_who_is_not_signed_in_is_told_anything(world: World) -> None:
    answers = [world.get(None), *(world.post(path, None, None) for path in ("", "/upload", "/fort/remove"))]
    assert {answer.status for answer in answers} == {401}
