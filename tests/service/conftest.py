"""A service around the small model, as a client meets it."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from model.checkpoint import write_manifest
from model.labels import LABELS, Label
from model.prediction import FramingModel
from model.registry import Registry
from model.tags import TAGS
from service.application import create_app
from service.settings import Settings

ARTICLE = (
    "Council Delays Bridge\n\n"
    "The council met on Tuesday. Officials said the bridge can wait. It is a reckless gamble.\n\n"
    "Advertisement. Perhaps it rains."
)
LABELS_OF_ARTICLE = [
    "neutral_report",
    "neutral_report",
    "attributed_claim",
    "editorial_opinion",
    "neutral_report",
    "neutral_report",
]
GERMAN = "Der Rat hat am Dienstag entschieden und der Bau wird verschoben."


class WordDetector:
    """Takes a text with the word *und* for German."""

    def detect(self, text: str) -> str:
        return "de" if "und" in text.split() else "en"


StartService = Callable[..., AbstractContextManager[TestClient]]


@pytest.fixture
def start_service(model: FramingModel) -> StartService:
    """Start a service with some settings of its own."""

    def start(**settings: Any) -> TestClient:
        app = create_app(Settings(**settings), model, WordDetector())
        return TestClient(app, raise_server_exceptions=False)

    return start


@pytest.fixture
def registry(tmp_path: Path, served_folder: Path, next_folder: Path) -> Registry:
    """A registry of two models that differ in what they say; none is active."""
    registry = Registry(tmp_path / "registry")
    for folder in (served_folder, next_folder):
        registry.add(folder)
    return registry


@pytest.fixture
def client(start_service: StartService) -> Iterator[TestClient]:
    with start_service() as client:
        yield client


@pytest.fixture
def article() -> str:
    return ARTICLE


@pytest.fixture
def labels_of_article() -> list[str]:
    return LABELS_OF_ARTICLE


@pytest.fixture
def german() -> str:
    return GERMAN


@pytest.fixture
def detector() -> WordDetector:
    return WordDetector()


@pytest.fixture(scope="session")
def served_folder(tmp_path_factory: pytest.TempPathFactory, tokenizer_folder: Path) -> Path:
    """A model folder as training writes it, with a network of one look-up for each token."""
    folder = tmp_path_factory.mktemp("models") / "rules"
    return rule_folder(folder, tokenizer_folder, "1", Label.ATTRIBUTED_CLAIM)


@pytest.fixture(scope="session")
def next_folder(tmp_path_factory: pytest.TempPathFactory, tokenizer_folder: Path) -> Path:
    """The same with version 2, which takes what was *said* for an opinion."""
    folder = tmp_path_factory.mktemp("models") / "rules"
    return rule_folder(folder, tokenizer_folder, "2", Label.EDITORIAL_OPINION)


def rule_folder(folder: Path, tokenizer_folder: Path, version: str, said: Label) -> Path:
    folder.mkdir()
    shutil.copy(tokenizer_folder / "tokenizer.json", folder)
    vocabulary = json.loads((folder / "tokenizer.json").read_bytes())["model"]["vocab"]
    (folder / "model.onnx").write_bytes(rule_network(vocabulary, said))
    config = {
        "id2label": {str(index): str(label) for index, label in enumerate(LABELS)},
        "window_tokens": 128,
        "serving": {
            "name": "rules",
            "version": version,
            "special_tokens": {"begin": 101, "separate": 102, "pad": 0},
            "temperature": 1.0,
            "uncertain_below": 0.6,
            "boilerplate_above": 0.5,
            "tag_above": dict.fromkeys(TAGS, 0.5),
        },
    }
    (folder / "config.json").write_text(json.dumps(config))
    write_manifest(folder)
    return folder


def rule_network(vocabulary: dict[str, int], said: Label) -> bytes:
    """*said* makes a label, *reckless* an opinion, *advertisement* boilerplate; sums of looks."""
    onnx = pytest.importorskip("onnx")
    helper, real = onnx.helper, onnx.TensorProto.FLOAT
    labels = np.zeros((len(vocabulary), 3), dtype=np.float32)
    labels[vocabulary["."], 0] = 4
    labels[vocabulary["said"], LABELS.index(said)] = 8
    labels[vocabulary["reckless"], 2] = 16
    boilerplate = np.full((len(vocabulary), 1), -1, dtype=np.float32)
    boilerplate[vocabulary["advertisement"]] = 50
    tags = np.full((len(vocabulary), 4), -4, dtype=np.float32)
    for column, word in ((0, "officials"), (1, "said"), (3, "reckless")):
        tags[vocabulary[word], column] = 4
    tables = {"label_table": labels, "boilerplate_table": boilerplate, "tag_table": tags}
    whole = onnx.TensorProto.INT64
    graph = helper.make_graph(
        [
            helper.make_node("Cast", ["membership"], ["inside"], to=real),
            helper.make_node("Gather", ["label_table", "input_ids"], ["label_looks"]),
            helper.make_node("MatMul", ["inside", "label_looks"], ["labels"]),
            helper.make_node("Gather", ["boilerplate_table", "input_ids"], ["boilerplate_looks"]),
            helper.make_node("MatMul", ["inside", "boilerplate_looks"], ["boilerplate_column"]),
            helper.make_node("Squeeze", ["boilerplate_column", "last"], ["boilerplate"]),
            helper.make_node("Gather", ["tag_table", "input_ids"], ["tags"]),
        ],
        "rules",
        [
            *(
                helper.make_tensor_value_info(name, whole, ["B", "T"])
                for name in ("input_ids", "attention_mask", "quoted")
            ),
            helper.make_tensor_value_info("membership", onnx.TensorProto.BOOL, ["B", "S", "T"]),
        ],
        [
            helper.make_tensor_value_info("labels", real, ["B", "S", 3]),
            helper.make_tensor_value_info("boilerplate", real, ["B", "S"]),
            helper.make_tensor_value_info("tags", real, ["B", "T", 4]),
        ],
        [
            *(onnx.numpy_helper.from_array(table, name) for name, table in tables.items()),
            onnx.numpy_helper.from_array(np.array([-1]), "last"),
        ],
    )
    opset = [helper.make_opsetid("", 17)]
    network: bytes = helper.make_model(graph, opset_imports=opset, ir_version=8).SerializeToString()
    return network
