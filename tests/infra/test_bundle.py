"""What Lambda gets comes with bytecode, whatever Python this machine has."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from infra.bundle.bytecode import COMPILER, PYTHON

MAGIC = {"3.14": 3627}
"""The number that a version's bytecode begins with, of importlib's table."""

UNCHECKED_HASH = 1
"""PEP 552: the source is not looked at, so no clock of a build or a Lambda matters."""


def compiled(folder: Path, version: str = PYTHON) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["node", COMPILER, folder, version], capture_output=True, text=True, check=False)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "python/pack").mkdir(parents=True)
    (tmp_path / "python/pack/__init__.py").write_text("")
    (tmp_path / "python/pack/words.py").write_text("def hello(name: str) -> str:\n    return f'Hello, {name}'\n")
    return tmp_path


def test_every_module_gets_bytecode_of_the_functions_python(sources: Path) -> None:
    done = compiled(sources)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found = {path.name: path.read_bytes() for path in sources.rglob("*.pyc")}
    tag = f"cpython-{PYTHON.replace('.', '')}"
    assert found.keys() == {f"__init__.{tag}.pyc", f"words.{tag}.pyc"}
    for content in found.values():
        assert int.from_bytes(content[:2], "little") == MAGIC[PYTHON]
        assert int.from_bytes(content[4:8], "little") == UNCHECKED_HASH
    assert str(sources).encode() not in found[f"words.{tag}.pyc"]


def test_a_module_that_does_not_compile_fails_the_build_and_is_named(sources: Path) -> None:
    (sources / "python/pack/broken.py").write_text("def (")

    done = compiled(sources)

    assert done.returncode == 1
    assert "broken.py" in done.stderr


def test_another_python_than_the_functions_run_is_refused(sources: Path) -> None:
    done = compiled(sources, "3.13")

    assert (done.returncode, done.stderr) == (1, f"pyodide is Python {PYTHON}, and the functions run 3.13\n")
