"""The journal beside the source, and what is said on the way."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from ops.importing.journal import Journal, Place
from ops.importing.progress import Progress
from ops.importing.report import SHOWN, Report


def test_places_are_known_by_room_and_id(tmp_path: Path) -> None:
    one, other = (Place(str(uuid4()), seq, "ann", None if seq == 1 else 1) for seq in (1, 2))
    with Journal(tmp_path / "journal", "here") as journal:
        journal.add("fort", [one, other])
        journal.add("fort", [one])
        # Then
        assert journal.find("fort", one.id) == one
        assert journal.find("fort", other.id) == other
        assert journal.find("snow", one.id) is None
        assert (journal.newest("fort"), journal.newest("snow")) == (2, 0)
        journal.forget("fort")
        assert (journal.find("fort", one.id), journal.newest("fort")) == (None, 0)


def test_a_journal_outlives_its_run_and_not_its_origin(tmp_path: Path) -> None:
    place = Place(str(uuid4()), 1, "ann", None)
    with Journal(tmp_path / "journal", "here") as journal:
        journal.add("fort", [place])
    for origin, known in (("here", place), ("elsewhere", None), ("here", None)):
        with Journal(tmp_path / "journal", origin) as journal:
            assert journal.find("fort", place.id) == known


def test_progress_tells_the_rate_and_what_is_left_every_two_seconds() -> None:
    now, said = 0.0, list[str]()
    progress = Progress(10_000, said.append, lambda: now)
    for second in range(1, 6):
        now = second
        progress.step(1000)
    assert said == [
        "2,000 of 10,000 messages, 1,000 a second, 8 s left",
        "4,000 of 10,000 messages, 1,000 a second, 6 s left",
    ]


def test_long_times_are_told_in_hours() -> None:
    now, said = 0.0, list[str]()
    progress = Progress(5_000_000, said.append, lambda: now)
    now = 10
    progress.step(4_000)
    assert said[0].endswith("400 a second, 3 h 28 min left")


def test_the_table_has_the_commonest_reasons_and_the_file_all(tmp_path: Path) -> None:
    report = Report(tmp_path / "export.zip")
    for number in range(SHOWN + 3):
        report.leave_out("here", f"reason {number}", "half \ud800")
    report.close()
    assert "and 3 other reasons" in report.table()[-1]
    assert len((tmp_path / "export.zip.left-out.jsonl").read_text().splitlines()) == SHOWN + 3
