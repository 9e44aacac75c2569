"""GET /v1/labels and /v1/models."""

import json
import shutil
from pathlib import Path

from starlette.testclient import TestClient

from model.checkpoint import Checkpoint, write_manifest
from model.labels import LABELS


def test_labels_come_in_their_order_with_their_definition(client: TestClient) -> None:
    labels = client.get("/v1/labels").json()["labels"]
    assert [label["label"] for label in labels] == [str(label) for label in LABELS]
    assert [label["voice"] for label in labels] == ["the newsroom", "a source", "the author"]
    assert all(label["definition"] for label in labels)


def test_the_served_model_shows_its_metrics(client: TestClient, checkpoint: Checkpoint) -> None:
    served = client.get("/v1/models").json()["served"]
    assert served["version"] == checkpoint.version
    assert served["metrics"] == {"macro_f1": 0.9}


def test_models_beside_the_served_one_are_listed(
    client: TestClient, checkpoint: Checkpoint, tokenizer_folder: Path
) -> None:
    other = checkpoint.folder.parent / "other"
    other.mkdir(parents=True)
    serving = {
        "name": "framing",
        "version": "8",
        "special_tokens": {"begin": 101, "separate": 102, "pad": 0},
        "temperature": 1.0,
        "uncertain_below": 0.5,
        "boilerplate_above": 0.5,
        "tag_above": {"source": 0.5, "cue": 0.5, "content": 0.5, "loaded": 0.5},
    }
    config = {
        "id2label": {str(index): str(label) for index, label in enumerate(LABELS)},
        "window_tokens": 128,
        "serving": serving,
    }
    (other / "config.json").write_text(json.dumps(config))
    shutil.copy(tokenizer_folder / "tokenizer.json", other)
    write_manifest(other)
    damaged = shutil.copytree(other, other.with_name("damaged"))
    (damaged / "config.json").write_text("{}")
    others = client.get("/v1/models").json()["others"]
    assert [(one["name"], one["version"]) for one in others] == [("framing", "8")]
