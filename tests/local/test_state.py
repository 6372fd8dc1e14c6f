"""What survives between two runs, however they end."""

import json
from pathlib import Path

import pytest

from local import state
from local.settings import Failure, Settings


def _work(folder: Path, words: str) -> Path:
    """A run that writes, as far as the folder is concerned."""
    running, _ = state.open_copy(folder)
    (running / "tables").mkdir(exist_ok=True)
    (running / "tables/messages.json").write_text(words)
    return running


def _words(folder: Path) -> str:
    running, _ = state.open_copy(folder)
    return (running / "tables/messages.json").read_text()


def test_what_a_clean_end_sealed_is_there_the_next_time(tmp_path: Path) -> None:
    state.seal(_work(tmp_path, "hello"))
    assert state.keep(tmp_path)

    assert _words(tmp_path) == "hello"


def test_a_seal_set_after_the_runner_died_counts_all_the_same(tmp_path: Path) -> None:
    state.seal(_work(tmp_path, "hello"))

    assert _words(tmp_path) == "hello"


def test_an_unclean_end_loses_that_run_alone_and_says_so(tmp_path: Path) -> None:
    state.seal(_work(tmp_path, "kept"))
    state.keep(tmp_path)
    _work(tmp_path, "lost")

    running, remark = state.open_copy(tmp_path)

    assert (running / "tables/messages.json").read_text() == "kept"
    assert remark is not None
    assert "did not end cleanly" in remark


def test_a_first_run_begins_empty_and_without_a_remark(tmp_path: Path) -> None:
    running, remark = state.open_copy(tmp_path)

    assert list(running.iterdir()) == []
    assert remark is None


def test_an_unsealed_run_is_not_kept(tmp_path: Path) -> None:
    _work(tmp_path, "hello")

    assert not state.keep(tmp_path)


@pytest.mark.parametrize("damage", ["shortened", "missing", "seal"])
def test_a_damaged_state_is_refused_with_a_way_out(tmp_path: Path, damage: str) -> None:
    state.seal(_work(tmp_path, "hello"))
    state.keep(tmp_path)
    file = tmp_path / "saved" / ("seal.json" if damage == "seal" else "tables/messages.json")
    if damage == "missing":
        file.unlink()
    else:
        file.write_text("{")

    with pytest.raises(Failure, match=r"is damaged .* `make reset`") as failure:
        state.open_copy(tmp_path)

    assert "\n" not in str(failure.value)


def test_an_end_in_the_middle_of_the_exchange_loses_nothing(tmp_path: Path) -> None:
    state.seal(_work(tmp_path, "hello"))
    state.keep(tmp_path)
    (tmp_path / "saved").rename(tmp_path / "old")

    assert _words(tmp_path) == "hello"


def test_two_runs_do_not_share_a_folder(settings: Settings) -> None:
    with (
        state.locked(settings),
        pytest.raises(Failure, match="Another run uses"),
        state.locked(settings),
    ):
        pass


def test_forgetting_leaves_nothing_of_the_chat(settings: Settings) -> None:
    with state.locked(settings):
        state.seal(_work(settings.folder, "hello"))
        state.keep(settings.folder)

        state.forget(settings)

    assert [path.name for path in settings.folder.iterdir()] == ["lock"]


def test_functions_read_the_streams_of_a_new_run_from_their_start(tmp_path: Path) -> None:
    running, _ = state.open_copy(tmp_path)
    positions = {"__account_region_scoped__": True, "data": {"account region 'mapping'": 651}}
    saved = {"__ministack_format__": 1, "payload": {"functions": {}, "dynamodb_stream_positions": positions}}
    (running / "lambda.json").write_text(json.dumps(saved))
    state.seal(running)

    again, _ = state.open_copy(tmp_path)

    found = json.loads((again / "lambda.json").read_text())["payload"]["dynamodb_stream_positions"]["data"]
    assert found == {"account region 'mapping'": 0}
