"""`framing classify`, as a shell meets it."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.commands.classify import classify


@pytest.fixture
def run(served_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
        options = ["--model", str(served_folder), *arguments]
        if "--detect" in options:
            options.remove("--detect")
        else:
            options += ["--language", "en"]
        result = CliRunner().invoke(classify, options, input=stdin)
        assert "Traceback" not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


def test_a_file_is_read_line_by_line_where_no_terminal_is(run, article: str) -> None:
    Path("a.txt").write_text(article)
    result = run("a.txt")
    assert result.exit_code == 0
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert [line[0] for line in lines] == ["a.txt"] * 6
    assert lines[2][2] == "attributed_claim"
    assert "\x1b" not in result.stdout


def test_colour_can_be_asked_for(run, article: str) -> None:
    Path("a.txt").write_text(article)
    result = run("a.txt", "--color", "always")
    assert "\x1b[" in result.stdout
    assert "attributed_claim" in result.stdout


def test_standard_input_is_a_dash(run, article: str) -> None:
    result = run("-", "--format", "json", stdin=article)
    (reply,) = json.loads(result.stdout)["results"]
    assert reply["id"] == "-"
    assert len(reply["sentences"]) == 6
    page = f"<!doctype html><html><body><article><p>{article * 5}</p></article></body></html>"
    assert "text" in json.loads(run("-", "--format", "jsonl", stdin=page).stdout)


def test_formats_can_be_written_to_a_file(run, article: str) -> None:
    Path("a.txt").write_text(article)
    for name in ("text", "json", "jsonl", "html"):
        assert run("a.txt", "--format", name, "-o", f"out.{name}").exit_code == 0
        assert "Officials said" in Path(f"out.{name}").read_text()
    assert sorted(path.name for path in Path().iterdir() if "unfinished" in path.name) == []


def test_a_table_needs_a_file(run) -> None:
    pytest.importorskip("pyarrow")
    Path("a.csv").write_text("text\nOfficials said so.\n")
    assert run("a.csv", "--format", "parquet").exit_code == 2
    assert run("a.csv", "--format", "parquet", "-o", "out.parquet").exit_code == 0
    again = run("a.csv", "--format", "parquet", "-o", "out.parquet")
    assert again.exit_code == 1
    assert "--overwrite" in again.stderr
    assert run("a.csv", "--format", "parquet", "-o", "out.parquet", "--overwrite").exit_code == 0


def test_inputs_that_fail_are_told_and_the_others_read(run, german: str) -> None:
    Path("good.txt").write_text("Officials said so.")
    Path("empty.txt").write_text("")
    Path("binary.txt").write_bytes(b"\0\1\2")
    Path("latin.txt").write_bytes(b"caf\xe9")
    result = run("empty.txt", "good.txt", "binary.txt", "latin.txt", "missing.txt", ".")
    assert result.exit_code == 1
    assert result.stdout.startswith("good.txt\t0\tattributed_claim")
    messages = result.stderr.splitlines()
    assert len(messages) == 5
    assert all(message.startswith("framing: ") for message in messages)


def test_another_language_is_a_failure_unless_insisted(run) -> None:
    Path("de.txt").write_text(
        "Der Stadtrat hat am Dienstag beschlossen, den Bau der Brücke zu verschieben, wie der "
        "Bürgermeister mitteilte. Die Opposition sprach von einem Skandal."
    )
    refused = run("de.txt", "--detect")
    assert refused.exit_code == 1
    assert "--language en" in refused.stderr
    assert run("de.txt").exit_code == 0


def test_a_run_that_was_stopped_goes_on(run) -> None:
    rows = [{"id": f"n{number}", "text": "Officials said so."} for number in range(200)]
    Path("in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("in.jsonl", "--format", "jsonl", "-o", "whole.jsonl")
    whole = Path("whole.jsonl").read_bytes()
    assert len(whole.splitlines()) == 200
    Path("part.jsonl").write_bytes(whole[: len(whole) // 2])
    assert run("in.jsonl", "--format", "jsonl", "-o", "part.jsonl").exit_code == 0
    assert Path("part.jsonl").read_bytes() == whole
    Path("other.jsonl").write_text('{"text": "Another."}\n')
    other = run("other.jsonl", "--format", "jsonl", "-o", "part.jsonl")
    assert other.exit_code == 1
    assert "other articles" in other.stderr
    assert Path("part.jsonl").read_bytes() == whole


def test_a_failure_before_the_stop_still_counts(run) -> None:
    Path("in.jsonl").write_text('nope\n{"text": "So it is."}\n')
    for _ in range(2):
        assert run("in.jsonl", "--format", "jsonl", "-o", "out.jsonl").exit_code == 1


def test_columns_can_be_named(run) -> None:
    Path("a.csv").write_text("key,body,head\nx1,Officials said so.,Title\n")
    columns = ("--text-column", "body", "--id-column", "key", "--title-column", "head")
    assert run("a.csv", *columns).stdout.startswith("x1\t0\tattributed_claim")


def test_what_cannot_be_done_is_told(run, tmp_path: Path) -> None:
    Path("a.txt").write_text("So it is.")
    unwritable = run("a.txt", "-o", "nowhere/out.txt")
    assert unwritable.exit_code == 1
    assert "nowhere/out.txt" in unwritable.stderr
    no_model = run("a.txt", "--model", str(tmp_path))
    assert no_model.exit_code == 1
    assert "manifest.json" in no_model.stderr
    assert run().exit_code == 2
    assert run("a.txt", "--format", "xml").exit_code == 2


def test_a_device_is_written_to_and_left_alone(run) -> None:
    Path("a.txt").write_text("So it is.")
    for name in ("json", "jsonl", "text"):
        assert run("a.txt", "--format", name, "-o", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def test_long_articles_are_read_in_steps(run) -> None:
    Path("a.txt").write_text("Officials said it rained again. " * 5_000)
    result = run("a.txt", "--format", "jsonl")
    assert len(json.load(io.StringIO(result.stdout))["sentences"]) == 5_000
