"""`framing models`, as a shell meets it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from model.registry import Registry
from service.commands.models import models

Run = Callable[..., Result]


@pytest.fixture
def run(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("FRAMING_MODELS", str(registry.folder))
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments: str) -> Result:
        result = CliRunner().invoke(models, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


def lines(result: Result) -> list[list[str]]:
    """The cells of the table that was printed."""
    rows = (line.strip("│").split("│") for line in result.stdout.splitlines() if "│" in line)
    return [[cell.strip() for cell in row] for row in rows]


def test_models_are_listed_and_the_active_one_marked(run: Run, registry: Registry) -> None:
    (registry.path("rules", "2") / "metrics.json").write_text('{"test": {"macro_f1": 0.81234}}')
    assert "no model is active" in run("list").stdout
    run("promote", "rules", "2")
    digests = [model.digest[:12] for model in registry.models()]
    assert lines(run("list")) == [
        ["", "rules", "1", digests[0], "-"],
        ["active", "rules", "2", digests[1], "0.812"],
    ]


def test_a_folder_is_added_once(run: Run, next_folder: Path, tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    added = run("add", str(next_folder), "--registry", other)
    assert added.stdout == "added rules 2\n"
    again = run("add", str(next_folder), "--registry", other)
    assert again.exit_code == 1
    assert "rules 2 is there already" in again.stderr


def test_what_is_no_model_is_not_added(run: Run, tmp_path: Path) -> None:
    refused = run("add", str(tmp_path))
    assert refused.exit_code == 1
    assert "manifest.json: missing or damaged" in refused.stderr


def test_promotions_are_rolled_back_one_by_one(run: Run, registry: Registry) -> None:
    assert run("promote", "rules", "1").stdout == "rules 1 is active\n"
    assert run("promote", "rules", "2").stdout == "rules 2 is active\n"
    assert run("promote", "rules", "2").exit_code == 0
    assert run("rollback").stdout == "rules 1 is active\n"
    assert run("rollback").stdout == "no model is active: a service serves its own\n"
    assert registry.activations() == ()
    assert run("rollback").exit_code == 1


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
def test_what_is_damaged_is_not_promoted(run: Run, registry: Registry, file: str) -> None:
    (registry.path("rules", "2") / file).write_bytes(b"damage")
    refused = run("promote", "rules", "2")
    assert refused.exit_code == 1
    assert f"rules/2/{file}: damaged" in refused.stderr
    assert registry.activations() == ()


def test_what_the_engine_cannot_load_is_not_promoted(run: Run, registry: Registry) -> None:
    refused = run("promote", "rules", "2", "--backend", "torch")
    assert refused.exit_code == 1
    assert "model.safetensors: missing" in refused.stderr
    assert registry.activations() == ()


def test_what_is_not_there_is_not_promoted(run: Run) -> None:
    refused = run("promote", "rules", "3")
    assert refused.exit_code == 1
    assert "no such model" in refused.stderr


def test_a_rollback_to_what_is_damaged_is_refused(run: Run, registry: Registry) -> None:
    run("promote", "rules", "1")
    run("promote", "rules", "2")
    (registry.path("rules", "1") / "model.onnx").write_bytes(b"damage")
    assert run("rollback").exit_code == 1
    assert registry.activations()[-1].version == "2"


def test_the_metrics_of_two_models_stand_side_by_side(
    run: Run, registry: Registry, next_folder: Path
) -> None:
    metrics = {"articles": 1200, "macro_f1": 0.8, "f1": {"neutral_report": 0.7}, "interval": [0, 1]}
    better = metrics | {"macro_f1": 0.85}
    (registry.path("rules", "1") / "metrics.json").write_text(json.dumps({"test": metrics}))
    (registry.path("rules", "2") / "metrics.json").write_text(
        json.dumps({"test": better, "dev": {"macro_f1": 0.9}})
    )
    assert lines(run("compare", "rules/1", "rules/2")) == [
        ["test articles", "1,200", "1,200", "0"],
        ["test macro f1", "0.800", "0.850", "+0.050"],
        ["test f1 neutral report", "0.700", "0.700", "0"],
        ["dev macro f1", "-", "0.900", ""],
    ]
    assert run("compare", "rules/1", str(next_folder)).exit_code == 0
    refused = run("compare", "rules/1", "rules/3")
    assert refused.exit_code == 1
    assert "neither NAME/VERSION of the registry nor a model folder" in refused.stderr


def test_two_models_are_scored_on_a_file(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    file = tmp_path / "labelled.jsonl"
    rows = [
        {"text": "Officials said it can wait.", "label": "attributed_claim"},
        {"text": "It is a reckless gamble.", "label": "editorial_opinion"},
        {"text": "The council met.", "label": "neutral_report"},
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    compared = run("compare", "rules/1", "rules/2", str(file))
    assert compared.exit_code == 0, compared.output
    scores = {row[0]: row[1] for row in lines(compared)}
    assert (scores["rules 1"], scores["rules 2"]) == ("1.000", "0.556")


def test_a_registry_must_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRAMING_MODELS", raising=False)
    for arguments in (["list"], ["add", "."], ["promote", "a", "1"], ["rollback"]):
        result = CliRunner().invoke(models, arguments)
        assert result.exit_code == 2
        assert "--registry FOLDER, or set FRAMING_MODELS" in result.stderr


def test_no_registry_is_said_so(run: Run, tmp_path: Path) -> None:
    for arguments in (["list"], ["promote", "a", "1"], ["rollback"]):
        refused = run(*arguments, "--registry", str(tmp_path / "nowhere"))
        assert refused.exit_code == 1
        assert "nowhere: no such folder" in refused.stderr
