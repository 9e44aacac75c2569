"""Readings, written down."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from model.labels import LABELS
from model.prediction import FramingModel
from model.reading import Article
from service.outputs import (
    ArticleResult,
    JsonLinesWriter,
    JsonWriter,
    OtherRunError,
    PageWriter,
    PlainWriter,
    Resumed,
    TerminalWriter,
    write_parquet,
)
from service.outputs.styles import STYLES, visible
from service.problems import MalformedBody
from service.schemas import BatchReply


@pytest.fixture
def results(model: FramingModel, article: str) -> list[ArticleResult]:
    (reading,) = model.classify([Article(article + "\n\nA reckless <b>\x1b[31m & gamble.")])
    failed = ArticleResult("b", problem=MalformedBody("is empty"))
    return [ArticleResult("a", "en", reading), failed]


def test_json_is_shaped_like_the_reply_to_a_batch(
    model: FramingModel, results: list[ArticleResult]
) -> None:
    for written in (results, []):
        file = io.BytesIO()
        writer = JsonWriter(file, model.checkpoint, "codepoint")
        for result in written:
            writer.write(result)
        writer.finish()
        assert len(BatchReply.model_validate_json(file.getvalue()).results) == len(written)


def test_lines_of_json_are_a_result_each(model: FramingModel, results: list[ArticleResult]) -> None:
    file = io.BytesIO()
    writer = JsonLinesWriter(file, model.checkpoint, "codepoint")
    for result in results:
        writer.write(result)
    first, second = map(json.loads, file.getvalue().splitlines())
    assert first["id"] == "a"
    assert second["problem"]["detail"] == "is empty"


def test_plain_lines_have_six_columns(results: list[ArticleResult]) -> None:
    file = io.StringIO()
    writer = PlainWriter(file)
    for result in results:
        writer.write(result)
    lines = [line.split("\t") for line in file.getvalue().splitlines()]
    assert {len(line) for line in lines} == {6}
    assert lines[2][2:] == ["attributed_claim", "0.965", "-", "Officials said the bridge can wait."]
    assert [line[4] for line in lines[4:6]] == ["boilerplate", "uncertain"]


def test_a_terminal_shows_voices_marks_and_a_legend(results: list[ArticleResult]) -> None:
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, color_system="truecolor", width=200)
    writer = TerminalWriter(console)
    for result in results:
        writer.write(result)
    shown = file.getvalue()
    for label in LABELS:
        assert f"{label} " in Console(file=io.StringIO()).render_str(label + " ").plain
        assert label in shown
    assert "\x1b[1;35mIt is a reckless gamble.\x1b[0m" in shown
    assert "\x1b[3;36mOfficials said the bridge can wait.\x1b[0m" in shown
    assert "Perhaps it rains.\x1b[0m\x1b[1;33m?" in shown
    assert "sources: Officials (1)" in shown


def test_voices_differ_by_more_than_colour() -> None:
    shapes = {tuple(set(style.terminal.split()) & {"bold", "italic"}) for style in STYLES.values()}
    assert len(shapes) == len(STYLES)


def test_an_article_cannot_steer_the_terminal() -> None:
    assert visible("a\x1b[2J\x07\x9b\u202eb\n😀é") == "a\ufffd[2J\ufffd\ufffd\ufffdb 😀é"


def test_a_page_escapes_what_articles_hold(results: list[ArticleResult]) -> None:
    file = io.StringIO()
    writer = PageWriter(file)
    for result in results:
        writer.write(result)
    writer.finish()
    page = file.getvalue()
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert 'class="editorial_opinion"' in page
    assert "is empty" in page
    assert "<script" not in page
    assert "//" not in page.replace("<!doctype html>", "")


def test_a_table_has_a_row_a_sentence(
    tmp_path: Path, model: FramingModel, results: list[ArticleResult]
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    with (tmp_path / "lines").open("wb") as file:
        for result in results:
            JsonLinesWriter(file, model.checkpoint, "codepoint").write(result)
    write_parquet(tmp_path / "lines", tmp_path / "table.parquet")
    rows = parquet.read_table(tmp_path / "table.parquet").to_pylist()
    assert len(rows) == 7
    assert rows[2]["label"] == "attributed_claim"
    assert rows[2]["source"] == "Officials"
    assert rows[2]["cues"] == ["said"]
    assert rows[2]["score_attributed_claim"] == pytest.approx(rows[2]["confidence"])


def test_an_interrupted_file_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b'{"id": "a"}\n{"id": "b", "problem": {}}\n{"id": "c", "sent')
    resumed = Resumed(path)
    with resumed.file as file:
        assert [resumed.has(name) for name in "abcd"] == [True, True, False, False]
        assert resumed.failures == 1
        file.write(b'{"id": "c"}\n')
    assert path.read_bytes() == b'{"id": "a"}\n{"id": "b", "problem": {}}\n{"id": "c"}\n'


def test_results_of_other_articles_are_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b'{"id": "other"}\n')
    resumed = Resumed(path)
    with resumed.file, pytest.raises(OtherRunError):
        resumed.has("a")
    assert path.read_bytes() == b'{"id": "other"}\n'
