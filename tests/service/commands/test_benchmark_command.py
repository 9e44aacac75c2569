import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.benchmark import comparison, run
from service.benchmark.contenders import Contender, framing_service
from service.commands.benchmark import benchmark

SMALL = ["--rounds", "1", "--seconds", "0.1", "--limit", "1"]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> list[Contender]:
    """No rivals but those that a test puts here, and no long look for the peak."""
    rivals: list[Contender] = []
    monkeypatch.setattr(run, "prepare_rivals", lambda *arguments: rivals)
    monkeypatch.setattr(comparison, "_PEAK_SECONDS", 0.01)
    return rivals


def test_a_comparison_is_printed_written_and_drawn(
    alone: list[Contender], served_folder: Path, tmp_path: Path
) -> None:
    told = CliRunner().invoke(
        benchmark, [*SMALL, "--model", str(served_folder), "--output", str(tmp_path / "figures")]
    )
    assert told.exit_code == 0, told.output
    assert "framing serve" in told.stdout
    assert "speed to the bare engine's" in told.stdout
    document = json.loads((tmp_path / "figures" / "comparison.json").read_text())
    assert document["rows"][0]["sentences_a_second"].keys() == {"1", "8", "32"}
    assert (tmp_path / "figures" / "comparison.png").read_bytes().startswith(b"\x89PNG")


def test_who_does_not_start_is_left_out_and_named(
    alone: list[Contender], served_folder: Path, tmp_path: Path
) -> None:
    ours = framing_service(served_folder)
    alone.append(Contender("absent", ("false",), ours.path, ours.content_type, ours.body))
    told = CliRunner().invoke(
        benchmark, [*SMALL, "--model", str(served_folder), "--output", str(tmp_path)]
    )
    assert told.exit_code == 0, told.output
    assert "left out: absent" in told.stderr
    assert [
        row["name"] for row in json.loads((tmp_path / "comparison.json").read_text())["rows"]
    ] == ["framing serve"]


def test_a_folder_without_a_model_is_refused_at_once(tmp_path: Path) -> None:
    told = CliRunner().invoke(benchmark, ["--model", str(tmp_path)])
    assert told.exit_code == 1
    assert "manifest.json" in told.stderr


def test_a_file_without_articles_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "nothing.jsonl").write_text("")
    told = CliRunner().invoke(benchmark, ["--articles", str(tmp_path / "nothing.jsonl")])
    assert told.exit_code == 1
    assert "nothing.jsonl" in told.stderr


def test_growth_and_profile_say_what_they_do() -> None:
    for command in ("growth", "profile"):
        told = CliRunner().invoke(benchmark, [command, "--help"])
        assert told.exit_code == 0
        assert "--model" in told.stdout
