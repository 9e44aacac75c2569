import json
from pathlib import Path

import pytest

from training.compare_splitters import main, read_gold, read_gum, score, split_by_hand, table


def test_boundaries_are_counted_without_the_last_and_without_white_space() -> None:
    text = "One. Two. Three.\n"
    result = score("ours", lambda _: [5, 7, 17], [split_by_hand(text, [4, 9, 16])])
    assert (result.found, result.invented, result.missed) == (1, 1, 1)
    assert result.precision == result.recall == result.f1 == 0.5


def test_both_formats_are_read(tmp_path: Path) -> None:
    gold, gum = tmp_path / "gold.jsonl", tmp_path / "gum.jsonl"
    gold.write_text(json.dumps({"text": "One. Two.", "sentences": ["One.", "Two."]}))
    gum.write_text(json.dumps({"text": "One. Two.", "ends": [4, 9]}))
    assert read_gold(gold) == read_gum(gum) == [split_by_hand("One. Two.", [4])]


def test_the_best_stands_first() -> None:
    texts = [split_by_hand("One. Two.", [4])]
    scores = [score("bad", lambda _: [], texts), score("good", lambda _: [4], texts)]
    assert "good | 1.0000 | 1.0000 | 1.0000" in table(scores).splitlines()[2]


def test_the_command_prints_and_writes_its_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.compare_splitters._LIBRARIES", {})
    output = tmp_path / "table.md"
    main(["--output", str(output)])
    assert "| this project |" in output.read_text("utf-8")
    assert output.read_text("utf-8") in capsys.readouterr().out
