"""A tiny run from end to end: files in, a model folder that serves out."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from model.checkpoint import METRICS, ONNX, SAFETENSORS
from model.prediction import FramingModel
from model.reading import Article
from training.commands import evaluate
from training.soft_labels import read_soft_labels
from training.teach import teach
from training.train import main


@pytest.fixture(scope="module")
def arguments(
    tiny_encoder: Path, articles_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, object]:
    return {
        "model_name_or_path": str(tiny_encoder),
        "train_file": [str(articles_file)],
        "validation_file": str(articles_file),
        "test_file": str(articles_file),
        "output_dir": str(tmp_path_factory.mktemp("run")),
        "num_train_epochs": 20,
        "learning_rate": 3e-3,
        "head_learning_rate": 5e-3,
        "eval_strategy": "steps",
        "eval_steps": 30,
        "save_strategy": "steps",
        "save_steps": 30,
        "max_seq_length": 64,
        "use_cpu": True,
        "disable_tqdm": True,
        "logging_steps": 1,
        "save_total_limit": 1,
    }


@pytest.fixture(scope="module")
def trained(arguments: dict[str, object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("arguments") / "arguments.json"
    file.write_text(json.dumps(arguments), encoding="utf-8")
    main([str(file)])
    return Path(str(arguments["output_dir"]))


def losses(folder: Path) -> list[float]:
    state = sorted(folder.glob("checkpoint-*/trainer_state.json"))[-1]
    return [row["loss"] for row in json.loads(state.read_text())["log_history"] if "loss" in row]


def test_the_loss_falls(trained: Path) -> None:
    history = losses(trained)
    assert sum(history[-5:]) / 5 < 0.6 * history[0]


def test_everything_that_serving_and_retraining_need_is_there(trained: Path) -> None:
    names = {path.name for path in trained.iterdir()}
    assert {ONNX, SAFETENSORS, METRICS, "config.json", "tokenizer.json"} <= names
    assert {"manifest.json", "README.md"} <= names


def test_the_config_names_the_labels_as_hugging_face_does(trained: Path) -> None:
    config = json.loads((trained / "config.json").read_text())
    assert config["id2label"]["2"] == "editorial_opinion"
    assert config["label2id"]["neutral_report"] == 0


def test_the_metrics_are_those_of_the_model_in_the_folder(trained: Path) -> None:
    metrics = json.loads((trained / METRICS).read_text())
    assert metrics["test"]["sentences"] == 36
    assert metrics["test"]["macro_f1"] > 0.9  # it has seen these very sentences


def test_the_folder_serves(trained: Path) -> None:
    model = FramingModel.load(trained, threads=1)
    text = "The council closed bridge 1 on Monday. Repairs would take a year, the mayor said."
    (reading,) = model.classify([Article(text, title="Bridge closes")])
    assert [one.label for one in reading.sentences] == ["neutral_report", "attributed_claim"]


def test_training_goes_on_from_a_trained_folder(
    trained: Path, arguments: dict[str, object], tmp_path: Path
) -> None:
    given = arguments | {
        "model_name_or_path": str(trained),
        "output_dir": str(tmp_path),
        "num_train_epochs": 1,
        "eval_strategy": "no",
        "save_strategy": "no",
        "load_best_model_at_end": False,
    }
    file = tmp_path / "arguments.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    main([str(file)])
    assert json.loads((tmp_path / METRICS).read_text())["test"]["macro_f1"] > 0.9


def test_a_run_that_was_stopped_goes_on_where_it_was(
    arguments: dict[str, object], tmp_path: Path
) -> None:
    every = {"save_steps": 2, "eval_steps": 2, "save_total_limit": 2}
    given = arguments | {"output_dir": str(tmp_path)} | every
    file = tmp_path / "arguments.json"
    file.write_text(json.dumps(given | {"max_steps": 2}), encoding="utf-8")
    main([str(file)])
    resumed = given | {"max_steps": 4, "resume_from_checkpoint": "last"}
    file.write_text(json.dumps(resumed), encoding="utf-8")
    main([str(file)])
    state = json.loads((tmp_path / "checkpoint-4" / "trainer_state.json").read_text())
    assert [row["step"] for row in state["log_history"] if "loss" in row] == [1, 2, 3, 4]


def test_a_teacher_labels_articles_softly(trained: Path, tmp_path: Path) -> None:
    article = {"article_id": "new", "title": None, "sentences": ["Rain fell.", "By Ana Ruiz"]}
    (tmp_path / "plain.jsonl").write_text(json.dumps(article) + "\n")
    output = tmp_path / "soft.parquet"
    done = CliRunner().invoke(
        teach, [str(tmp_path / "plain.jsonl"), "--model", str(trained), "--output", str(output)]
    )
    assert done.exit_code == 0, done.output
    assert read_soft_labels(output)["new"].labels.shape == (2, 3)


def test_evaluate_prints_the_model_beside_the_baselines(
    trained: Path, articles_file: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report"
    done = CliRunner().invoke(
        evaluate,
        [
            str(articles_file),
            "--model",
            str(trained),
            "--train_file",
            str(articles_file),
            "--report",
            str(report),
        ],
    )
    assert done.exit_code == 0, done.output
    assert set(json.loads((report / "scores.json").read_text())) == {
        "majority",
        "cue words",
        "TF-IDF, logistic regression",
        "framing 1, each sentence alone",
        "framing 1",
    }
    names = {path.name for path in report.iterdir()}
    assert {"reliability.png", "reliability.svg", "confusion.png", "errors.html"} <= names


def test_labels_by_article_and_index_are_trained_on_and_held_out(
    arguments: dict[str, object], tmp_path: Path
) -> None:
    sentences = ["The council met.", "It will rain, the mayor said.", "What a shame!"]
    rows = [{"article_id": name, "sentences": sentences} for name in ("new", "held")]
    plain, readings, held = (
        tmp_path / name for name in ("plain.jsonl", "read.jsonl", "held.jsonl")
    )
    plain.write_text("".join(json.dumps(row) + "\n" for row in rows))
    readings.write_text('{"article_id": "new", "labels": "0R 1C"}\n')
    held.write_text('{"article_id": "held", "labels": "0R 1C 2O"}\n')
    file = tmp_path / "arguments.json"
    changed = {
        "train_file": [str(plain)],
        "readings_file": [str(readings)],
        "held_out": str(held),
        "output_dir": str(tmp_path / "run"),
        "max_steps": 1,
    }
    file.write_text(json.dumps(arguments | changed), encoding="utf-8")
    main([str(file)])
    metrics = json.loads((tmp_path / "run" / METRICS).read_text())
    assert metrics["dev"]["sentences"] == 36 + 3


def test_an_encoder_can_be_cut_to_its_first_layers_and_its_most_used_tokens(
    arguments: dict[str, object], tmp_path: Path
) -> None:
    file = tmp_path / "arguments.json"
    cut = {"encoder_layers": 1, "vocabulary_size": 2500, "max_steps": 1}
    changed = arguments | cut | {"output_dir": str(tmp_path / "run")}
    file.write_text(json.dumps(changed), encoding="utf-8")
    main([str(file)])
    config = json.loads((tmp_path / "run" / "config.json").read_text())["encoder"]
    assert config["num_hidden_layers"] == 1
    assert config["vocab_size"] < 2500  # the articles use no more
    FramingModel.load(tmp_path / "run", threads=1).classify([Article("Rain fell.")])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"train_file": ["nowhere.jsonl"]}, "nowhere.jsonl: no such file"),
        ({"model_name_or_path": "nobody/nothing"}, "nobody/nothing"),
    ],
)
def test_what_cannot_be_used_is_named(
    arguments: dict[str, object],
    change: dict[str, object],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    file = tmp_path / "arguments.json"
    file.write_text(json.dumps(arguments | change), encoding="utf-8")
    with pytest.raises(SystemExit, match=message):
        main([str(file)])
