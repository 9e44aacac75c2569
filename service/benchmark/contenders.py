"""Who is compared: each started by the command that a user would give, and asked its own way."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from service.benchmark import pipeline_app
from service.benchmark.articles import BenchmarkArticle

FRAMING = "framing serve"
PIPELINE = "pipeline, batch 1"
PIPELINE_TUNED = "pipeline, tuned"
INFINITY = "infinity-emb, fp32"
INFINITY_INT8 = "infinity-emb, int8"
BARE_ENGINE = "bare engine"

_JSON = "application/json"
_OFFLINE = {"HF_HUB_OFFLINE": "1", "DO_NOT_TRACK": "1", "INFINITY_ANONYMOUS_USAGE_STATS": "0"}


@dataclass(frozen=True, slots=True)
class Contender:
    """A server to start and how to ask it for an article.

    `{port}` in the command stands for the port that it is to listen on.
    """

    name: str
    command: tuple[str, ...]
    path: str
    content_type: str
    body: Callable[[BenchmarkArticle], bytes]
    environment: Mapping[str, str] = field(default_factory=dict)
    working_folder: Path | None = None


def framing_service(model: Path) -> Contender:
    """This service, as `framing serve` starts it."""
    serve = ("serve", "--port", "{port}", "--model", str(model.resolve()))
    return Contender(
        name=FRAMING,
        command=(sys.executable, "-m", "service", *serve),
        path="/v1/classify",
        content_type="text/plain; charset=utf-8",
        body=lambda article: article.text.encode(),
    )


def pipeline_service(name: str, classifier: Path, batch_size: int) -> Contender:
    """FastAPI, one uvicorn worker, a Hugging Face pipeline in single precision."""
    app = f"{pipeline_app.__name__}:create_app"
    uvicorn = ("uvicorn", "--factory", app, "--port", "{port}", "--log-level", "warning")
    return Contender(
        name=name,
        command=(sys.executable, "-m", *uvicorn),
        path="/classify",
        content_type=_JSON,
        body=lambda article: orjson.dumps({"text": article.text}),
        environment=_OFFLINE
        | {pipeline_app.FOLDER: str(classifier), pipeline_app.BATCH_SIZE: str(batch_size)},
    )


def infinity_service(name: str, executable: Path, exported: Path) -> Contender:
    """infinity-emb with its ONNX engine, which gets the sentences split and batches them.

    Its warm-up sends a text longer than the encoder reads, which this engine does not survive.
    It finds the weights of a local folder only from inside that folder.
    """
    options = ("--served-model-name", "encoder", "--engine", "optimum", "--device", "cpu")
    return Contender(
        name=name,
        command=(
            *(str(executable), "v2", "--model-id", ".", *options),
            *("--no-model-warmup", "--port", "{port}"),
        ),
        path="/embeddings",
        content_type=_JSON,
        body=lambda article: orjson.dumps(
            {"model": "encoder", "input": article.sentences, "encoding_format": "base64"}
        ),
        environment=_OFFLINE,
        working_folder=exported,
    )
