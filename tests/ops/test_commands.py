"""Whatever an operator gets wrong is one line on standard error that says what to do, and an exit code."""

from __future__ import annotations

import errno
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError, NoCredentialsError

from infra.settings import Settings
from ops.archive import PARTS, Archive
from ops.deployment import ROOT, Deployment, Outputs

STAGE_ALONE = (
    "cdk deploy",
    "cdk bootstrap",
    "cdk synth",
    "destroy",
    "doctor",
    "redrive",
    "reindex",
    "pushkey",
    "unclaimed",
)
WITH_FOLDER = ("backup", "restore", "export")
WITH_WORD = (*WITH_FOLDER, "owner", "merge")
"""Those that take a word more, a folder or a name, or two."""
EVERY = (*STAGE_ALONE, *WITH_WORD)
MODULES = {"unclaimed": "people.unclaimed", "merge": "people.merge", "export": "exporting"}
"""Those that are called otherwise than their modules."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command as the Makefile does; returns the one line that it fails with."""

    def run(command: str, *words: str) -> str:
        target, *verb = command.split()
        module = MODULES.get(target, target)
        monkeypatch.setattr(sys, "argv", [module, *verb, *words])
        monkeypatch.delitem(sys.modules, f"ops.{module}", raising=False)  # as in a fresh process
        with pytest.raises(SystemExit) as end:
            runpy.run_module(f"ops.{module}", run_name="__main__")
        complaint = str(end.value.code) if isinstance(end.value.code, str) else capsys.readouterr().err.strip()
        assert end.value.code != 0
        assert complaint
        assert "\n" not in complaint
        return complaint

    return run


def words_of(command: str, stage: str, folder: str = "folder") -> list[str]:
    if command == "merge":
        return [stage, folder, "ann"]
    return [stage, folder] if command in WITH_WORD else [stage]


@pytest.mark.parametrize("command", EVERY)
@pytest.mark.parametrize("stage", ["", " "])
def test_an_empty_stage_is_no_stage(run: Callable[..., str], command: str, stage: str) -> None:
    complaint = run(command, *words_of(command, stage))

    assert "must be given, and not be empty" in complaint
    assert f"make {command.rpartition(' ')[2]} STAGE=…" in complaint


@pytest.mark.parametrize("command", EVERY)
def test_a_command_wants_its_words_and_no_others(run: Callable[..., str], command: str) -> None:
    assert "must be given" in run(command)
    assert "must be given" in run(command, *words_of(command, "dev"), "more")


@pytest.mark.parametrize("command", WITH_FOLDER)
def test_a_folder_has_to_be_named(run: Callable[..., str], command: str) -> None:
    assert "must be given" in run(command, "dev", "")
    assert "must be given" in run(command, "dev")


@pytest.mark.parametrize("command", EVERY)
def test_an_unknown_stage_is_named_beside_those_there_are(run: Callable[..., str], command: str) -> None:
    assert "stage 'a b' is unknown; cdk.json has local, dev, prod" in run(command, *words_of(command, "a b"))


@pytest.mark.parametrize("command", EVERY)
def test_an_unknown_profile_is_one_line(run: Callable[..., str], monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobodys")

    complaint = run(command, *words_of(command, "dev"))

    assert "(nobodys) could not be found: `aws configure list-profiles`" in complaint


@pytest.mark.parametrize("command", EVERY)
def test_a_broken_cdk_json_is_one_line(
    run: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "cdk.json"
    file.write_text('{"context": {"stages": {"dev": {"region": 5}}}}')
    monkeypatch.setattr("infra.settings.FILE", file)

    assert "stages.dev.region: Input should be a valid string" in run(command, *words_of(command, "dev"))

    file.write_text("{")
    assert "cdk.json cannot be read" in run(command, *words_of(command, "dev"))


@pytest.mark.parametrize("command", ["cdk deploy", "destroy"])
def test_the_local_stack_is_not_deployed_to_aws(run: Callable[..., str], command: str) -> None:
    assert "`make run` starts it" in run(command, "local")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NoCredentialsError(), "run `aws configure`, or set AWS_PROFILE"),
        (EndpointConnectionError(endpoint_url="https://x"), "Could not connect to the endpoint URL"),
    ],
)
@pytest.mark.parametrize("command", ["destroy", "redrive", "reindex", "pushkey", *WITH_WORD])
def test_an_aws_that_does_not_answer_is_one_line(
    run: Callable[..., str], monkeypatch: pytest.MonkeyPatch, command: str, error: Exception, words: str
) -> None:
    def describe(**_: Any) -> Any:
        raise error

    def client(_self: Deployment, _service: str, **_options: Any) -> Any:
        return SimpleNamespace(describe_stacks=describe)

    monkeypatch.setattr(Deployment, "client", client)

    assert words in run(command, *words_of(command, "dev"))


@pytest.mark.parametrize("record", ["", "{}", '{"port": "x"}', "[]", '{"port": null}'])
def test_a_broken_record_of_the_local_stack_is_one_line(
    run: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, record: str
) -> None:
    (tmp_path / "running").mkdir()
    (tmp_path / "running/deployed.json").write_text(record)
    monkeypatch.setenv("STATE", str(tmp_path))

    assert "deployed.json is broken: stop `make run` and start it again" in run("redrive", "local")


class Empty(Deployment):
    """A deployment that nobody has used, of which `outputs` are known."""

    def client(self, service: str, **options: Any) -> Any:
        return self

    def get_paginator(self, _operation: str) -> Any:
        return self

    def paginate(self, **_: object) -> list[dict[str, Any]]:
        return [{"Users": [], "Items": []}]

    def query(self, **_: object) -> dict[str, Any]:
        return {"Items": []}

    def describe_stacks(self, **_: object) -> dict[str, Any]:
        return {"Stacks": [{"Outputs": [{"OutputKey": "SiteUrl", "OutputValue": "https://x"}]}]}


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> Empty:
    settings = Settings(stage="dev", region="us-east-1", sender_address="a@example.org")
    deployment = Empty(settings, boto3.Session("k", "s", region_name="us-east-1"))
    tables = ("RoomsTable", "MessagesTable", "EphemeralTable", "UserPool")
    deployment.__dict__["outputs"] = Outputs({name: name for name in tables})

    def of(_stage: str) -> Deployment:
        return deployment

    monkeypatch.setattr(Deployment, "of", of)
    return deployment


def test_a_stack_without_an_output_is_to_be_deployed(run: Callable[..., str], empty: Empty, tmp_path: Path) -> None:
    del empty.__dict__["outputs"]

    for command in ("destroy", "backup"):
        assert "the stack has no output" in run(command, *words_of(command, "dev", str(tmp_path)))


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("where", ["file", "file/below", "/dev/null/folder", "/proc/folder"])
def test_a_folder_that_cannot_be_one_is_named(run: Callable[..., str], tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("mine")

    complaint = run("backup", "dev", str(tmp_path / where))

    assert str(tmp_path / where) in complaint
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("name", [*(f"{part}.jsonl" for part in PARTS), "notes.txt", ".hidden", "folder/"])
def test_a_strangers_folder_is_left_as_it_is(run: Callable[..., str], tmp_path: Path, name: str) -> None:
    if name.endswith("/"):
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_text("mine")

    complaint = run("backup", "dev", str(tmp_path))

    assert complaint == f"{tmp_path} holds files of somebody else's: take a folder that is new or empty"
    assert [path.name for path in tmp_path.iterdir()] == [name.rstrip("/")]
    assert name.endswith("/") or (tmp_path / name).read_text() == "mine"


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"deployment": 5, "begun": "now"}', '"mine"'])
def test_a_strangers_progress_json_is_left_as_it_is(run: Callable[..., str], tmp_path: Path, content: str) -> None:
    (tmp_path / "progress.json").write_text(content)

    assert "progress.json is broken" in run("backup", "dev", str(tmp_path))
    assert (tmp_path / "progress.json").read_text() == content


@pytest.mark.usefixtures("empty")
def test_a_full_disk_is_one_line_and_the_same_command_goes_on(
    run: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "append", full)
        complaint = run("backup", "dev", str(tmp_path / "b"))
    assert complaint == "No space left on device. What is there counts: the same command goes on with it."

    with monkeypatch.context() as patch:
        patch.setattr(sys, "argv", ["backup", "dev", str(tmp_path / "b")])
        patch.delitem(sys.modules, "ops.backup", raising=False)
        with pytest.raises(SystemExit, match="0"):
            runpy.run_module("ops.backup", run_name="__main__")
    Archive(tmp_path / "b").verify()


@pytest.mark.usefixtures("empty")
def test_a_disk_that_is_full_at_the_very_end_leaves_no_backup_that_looks_whole(
    run: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write = Path.write_bytes

    def half(file: Path, content: bytes) -> int:
        if file.name.startswith("backup"):
            write(file, content[:10])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(file, content)

    monkeypatch.setattr(Path, "write_bytes", half)

    assert "No space left on device" in run("backup", "dev", str(tmp_path / "b"))
    assert not (tmp_path / "b/backup.json").exists()


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"format": "x"}'])
def test_a_broken_backup_json_is_one_line(run: Callable[..., str], tmp_path: Path, content: str) -> None:
    (tmp_path / "backup.json").write_text(content)

    assert "backup.json is broken, and so is the backup" in run("restore", "dev", str(tmp_path))


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("where", ["", "nowhere", "file"])
def test_a_folder_without_a_backup_is_named(run: Callable[..., str], tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("mine")

    assert f"{tmp_path / where} holds no whole backup" in run("restore", "dev", str(tmp_path / where))


@pytest.mark.usefixtures("empty")
def test_a_backup_without_one_of_its_parts_is_damaged(run: Callable[..., str], tmp_path: Path) -> None:
    whole = {"format": 1, "deployment": "d", "begun": "b", "ended": "e", "files": {}}
    (tmp_path / "backup.json").write_text(json.dumps(whole))

    assert "users.jsonl is damaged" in run("restore", "dev", str(tmp_path))


def by_hand(**environment: str) -> dict[str, str]:
    """The environment of who types `make` themselves, though make may be running these tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))} | environment


def make(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--dry-run", *words],
        cwd=ROOT,
        env=by_hand(**environment),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("target", [each.rpartition(" ")[2] for each in EVERY])
def test_make_takes_no_empty_stage_for_another(target: str) -> None:
    for done in (make(target, "STAGE="), make(target, "STAGE= "), make(target, STAGE="")):
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
        assert "STAGE is empty" in done.stderr


def test_make_hands_words_on_as_they_are() -> None:
    odd = """it's my "backup" `x` ; $(HOME)""".replace("$(HOME)", "$$HOME")

    last = make("backup", f"TO={odd}").stdout.splitlines()[-1]

    handed = subprocess.run(
        ["sh", "-c", last.replace(".venv/bin/python -m ops.backup", "printf '%s|'")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert handed.stdout == f"dev|{odd.replace('$$', '$')}|"


@pytest.mark.parametrize("home", ["/nowhere", "/dev/null", ""])
def test_a_home_that_cannot_be_written_is_not_written(home: str) -> None:
    probe = "probe: ; @echo $$npm_config_cache $$XDG_CACHE_HOME $$CDK_HOME"

    done = subprocess.run(
        ["make", "--silent", f"--eval={probe}", "probe"],
        cwd=ROOT,
        env=by_hand(HOME=home),
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == [str(ROOT / f".local/cache{each}") for each in ("/npm", "", "/cdk")]


def test_the_cdk_says_nothing_of_node_and_unpacks_below_this_folder(tmp_path: Path) -> None:
    say = "import infra, os, aws_cdk; aws_cdk.App(); print(os.environ['JSII_RUNTIME_PACKAGE_CACHE_ROOT'])"

    done = subprocess.run(
        [sys.executable, "-c", say],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path / "nowhere")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert (done.stdout.strip(), done.stderr) == (str(ROOT / ".local/jsii"), "")
    assert not (tmp_path / "nowhere").exists()
