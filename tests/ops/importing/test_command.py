"""`make import` as an operator has it: whatever is wrong is one line, and nothing is stored then."""

from __future__ import annotations

import runpy
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ops.deployment import Deployment
from ops.importing.target import Target
from tests.support.dynamodb import bound_elsewhere, carried, failure
from tests.support.exports.slack import SlackExport
from tests.support.importing import Deployed


@pytest.fixture
def deployed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployed]:
    """What the command finds wherever it looks, and a folder with a blank in its name."""
    folder = tmp_path / "my exports"
    folder.mkdir()
    with bound_elsewhere():
        deployed = Deployed(folder)

        def target(_deployment: object) -> Target:
            return deployed.target

        monkeypatch.setattr(Deployment, "of", str)
        monkeypatch.setattr(Target, "of", target)
        yield deployed


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str | int | None]:
    """Runs the command; returns what it ends with."""

    def run(*words: str, **environment: str) -> str | int | None:
        monkeypatch.setattr(sys, "argv", ["import", *words])
        for name in ("DRY", "SKIP"):
            monkeypatch.setenv(name, environment.get(name, ""))
        monkeypatch.delitem(sys.modules, "ops.importing.__main__", raising=False)
        with pytest.raises(SystemExit) as end:
            runpy.run_module("ops.importing", run_name="__main__")
        return end.value.code

    return run


def export(deployed: Deployed, *, broken: bool = False) -> Path:
    slack = SlackExport().user("U1", "ann").channel("C1", "snow", ["U1"])
    slack.message("C1", "U1", "hello")
    if broken:
        slack.message("C1", "U1", "when?", ts="never")
    return slack.zip(deployed.source)


def beside(deployed: Deployed) -> set[str]:
    return {each.name for each in deployed.source.parent.iterdir()}


def test_an_export_comes_along(deployed: Deployed, run: Callable[..., Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("dev", str(export(deployed))) == 0
    # Then
    assert [each.body for each in deployed.messages(deployed.rooms("ann")["snow"], "ann")] == ["hello"]
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "1 people: 1 new, 0 by their proven address, 0 from an earlier import"
    assert [line.split() for line in said if line.startswith("messages")] == [["messages", "1"]]
    name = deployed.source.name
    assert beside(deployed) == {name, *(f"{name}.{each}" for each in ("journal", "left-out.jsonl", "people.jsonl"))}


@pytest.mark.parametrize("word", ["1", "yes"])
def test_a_dry_run_leaves_nothing_anywhere(
    deployed: Deployed, run: Callable[..., Any], capsys: pytest.CaptureFixture[str], word: str
) -> None:
    assert run("dev", str(export(deployed)), DRY=word) == 0
    assert not deployed.tables.rows("rooms")
    assert beside(deployed) == {deployed.source.name}
    assert "Nothing was stored" in capsys.readouterr().out


@pytest.mark.parametrize("environment", [{}, {"DRY": "1"}, {"SKIP": "0"}])
def test_a_broken_place_is_named_and_nothing_is_stored(
    deployed: Deployed, run: Callable[..., Any], environment: dict[str, str]
) -> None:
    complaint = run("dev", str(export(deployed, broken=True)), **environment)
    assert isinstance(complaint, str)
    assert "snow/2023-11-14.json" in complaint
    assert "\n" not in complaint
    assert not deployed.tables.rows("rooms")
    assert beside(deployed) == {deployed.source.name}


def test_with_skip_it_is_left_out_and_said(deployed: Deployed, run: Callable[..., Any]) -> None:
    assert run("dev", str(export(deployed, broken=True)), SKIP="1") == 0
    assert [each.body for each in deployed.messages(deployed.rooms("ann")["snow"], "ann")] == ["hello"]
    left = deployed.source.with_name(f"{deployed.source.name}.left-out.jsonl").read_text()
    assert "snow/2023-11-14.json" in left


@pytest.mark.parametrize("words", [(), ("dev",), ("dev", ""), ("", "x"), ("dev", "x", "y")])
def test_it_wants_its_words(run: Callable[..., Any], words: tuple[str, ...]) -> None:
    assert "make import STAGE=… FROM=…" in run(*words)


def test_a_source_that_is_not_there_is_named(deployed: Deployed, run: Callable[..., Any]) -> None:
    assert run("dev", str(deployed.source)) == f"{deployed.source} is not there"


def test_an_unknown_stage_is_named(run: Callable[..., Any], tmp_path: Path) -> None:
    assert "stage 'a b' is unknown" in run("a b", str(tmp_path))


@pytest.mark.parametrize("kind", ["text", "database"])
def test_a_strangers_file_where_the_journal_would_be_stays(
    deployed: Deployed, run: Callable[..., Any], kind: str
) -> None:
    source = export(deployed)
    journal = source.with_name(f"{source.name}.journal")
    if kind == "text":
        journal.write_text("mine, and long enough to be looked at by anybody who opens it as a database " * 20)
    else:
        with sqlite3.connect(journal) as other:
            other.execute("CREATE TABLE mine (x)")
        other.close()
    before = journal.read_bytes()
    # When
    complaint = run("dev", str(source))
    # Then
    assert "move it away" in complaint
    assert journal.read_bytes() == before
    assert not deployed.tables.rows("rooms")


def test_a_folder_is_a_source_too(deployed: Deployed, run: Callable[..., Any]) -> None:
    folder = deployed.source.with_name("unpacked here")
    slack = SlackExport().user("U1", "ann").channel("C1", "snow", ["U1"])
    slack.message("C1", "U1", "hello")
    assert run("dev", f"{slack.folder(folder)}/") == 0
    assert [each.body for each in deployed.messages(deployed.rooms("ann")["snow"], "ann")] == ["hello"]
    assert "unpacked here.people.jsonl" in beside(deployed)


def test_a_deployment_that_does_not_answer_is_one_line_and_the_same_command_goes_on(
    deployed: Deployed, run: Callable[..., Any]
) -> None:
    source = export(deployed)
    left = 12

    def carry(operation: str, _call: Any, serve: Callable[[], Any]) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise failure("InternalServerError", operation)
        return serve()

    deployed.connection.carry = carry
    # When
    complaint = run("dev", str(source))
    deployed.connection.carry = carried
    # Then
    assert "What is stored counts: the same command goes on" in complaint
    assert "\n" not in complaint
    assert run("dev", str(source)) == 0
    assert [each.body for each in deployed.messages(deployed.rooms("ann")["snow"], "ann")] == ["hello"]
