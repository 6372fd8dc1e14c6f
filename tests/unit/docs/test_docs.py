"""Documentation that stays true: what it names exists, and where it leads there is something."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from snowfight.storage import rows

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
BASES = (ROOT, ROOT / "layers/common", ROOT / "layers/common/snowfight", ROOT / "web/src", DOCS)
"""Where a file may lie that is named in short: `domain/messages/sending.py`, `sync/room.ts`."""

PYTHON = ("bench", "functions", "infra", "layers", "local", "ops", "tests")
MADE = ("build/", "web/dist", ".local/", ".venv/", "web/node_modules", "infra/node_modules")
"""What is not there until somebody makes it."""

FILE = re.compile(r"^(?:[\w.@-]+/)+(?:[\w.-]+\.(?:py|tsx?|m?js|json|sh|css|md|svg|toml|lock|html))?$")
CALL = re.compile(r"^([A-Z]\w+)\.([a-z]\w*)(?:\(.*\))?$")
TEST = re.compile(r"^(?:([\w/.-]+\.py)::)?(test_\w+)$")


def _visible(page: Path) -> str:
    return page.read_text()


def _prose(page: Path) -> str:
    """The page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", _visible(page), flags=re.DOTALL | re.MULTILINE)


def _spans(page: Path) -> list[str]:
    return re.findall(r"`([^`\n]+)`", _prose(page))


def _anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", _prose(page), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def _python() -> list[Path]:
    return [file for folder in PYTHON for file in (ROOT / folder).rglob("*.py") if "node_modules" not in file.parts]


@cache
def _members() -> set[tuple[str, str]]:
    """Every class of the sources with the name of each of its members."""
    found: set[tuple[str, str]] = set()
    for file in _python():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ClassDef):
                methods = [each.name for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
                fields = [ast.unparse(each.target) for each in node.body if isinstance(each, ast.AnnAssign)]
                found |= {(node.name, name) for name in (*methods, *fields)}
    for file in (ROOT / "web/src").rglob("*.ts"):
        for text in re.split(r"^(?:export )?class ", file.read_text(), flags=re.MULTILINE)[1:]:
            name = re.match(r"\w+", text)
            members = re.findall(r"^  (?:(?:async|get|readonly) )*(\w+)(?:[(<:]| =)", text, flags=re.MULTILINE)
            found |= {(name.group(), member) for member in members} if name else set()
    return found


@cache
def _tests() -> dict[str, set[str]]:
    """The names of all tests by their file."""
    files = (ROOT / "tests").rglob("test_*.py")
    return {str(file.relative_to(ROOT)): set(re.findall(r"def (test_\w+)", file.read_text())) for file in files}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"", _prose(page))
    lost: list[str] = []
    for link in (one or other for one, other in links):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            lost.append(link)

    assert not lost


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_is_named_exists(page: Path) -> None:
    named = [span for span in _spans(page) if FILE.match(span) and not span.startswith(MADE)]
    tops = {path.name for base in BASES for path in base.iterdir() if path.is_dir()}
    known = [name for name in named if not name.endswith("/") or name.split("/")[0] in tops]

    assert not [name for name in known if not any((base / name).exists() for base in (*BASES, page.parent))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_test_that_is_named_exists(page: Path) -> None:
    named = [match.groups() for span in _spans(page) if (match := TEST.match(span))]
    everywhere = set().union(*_tests().values())

    assert not [(file, name) for file, name in named if name not in (_tests().get(file, set()) if file else everywhere)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_call_that_is_named_exists(page: Path) -> None:
    named = [(match[1], match[2]) for span in _spans(page) if (match := CALL.match(span))]

    assert not [f"{owner}.{name}" for owner, name in named if (owner, name) not in _members()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_everything_to_make_can_be_made(page: Path) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    code = "\n".join([*_spans(page), *re.findall(r"^```.*?^```", _visible(page), flags=re.DOTALL | re.MULTILINE)])
    named = set(re.findall(r"^\s*make ([a-z0-9-]+)|(?<=`)make ([a-z0-9-]+)", code, flags=re.MULTILINE))

    assert not {one or other for one, other in named} - targets


def test_every_row_and_nothing_else_is_in_the_table_of_rows() -> None:
    keys = r"^\| (rooms|messages|ephemeral) \| `([^`]+)` \| ([^|]+) \|"
    kept = re.findall(keys, rows.__doc__ or "", flags=re.MULTILINE)
    documented = re.findall(keys, (DOCS / "storage.md").read_text(), flags=re.MULTILINE)

    assert kept
    assert documented == kept


def test_every_decision_that_is_named_was_taken_and_is_listed() -> None:
    taken = {page.name[:4] for page in (DOCS / "adr").glob("0*.md")}
    sources = [*_python(), *(ROOT / "web/src").rglob("*.ts*"), *PAGES]
    named = {number for file in sources for number in re.findall(r"ADR (\d{4})", file.read_text())}
    listed = set(re.findall(r"^\| \[(\d{4})\]", (DOCS / "adr/README.md").read_text(), flags=re.MULTILINE))

    assert not named - taken
    assert listed == taken


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text()
    pages = {str(page.relative_to(DOCS)) for page in DOCS.glob("*.md")} - {"README.md"}

    assert not {page for page in pages if f"({page})" not in index}
