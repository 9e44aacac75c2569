"""A tiny encoder and a few articles of our own, so that training takes seconds."""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from transformers import AutoTokenizer, BertConfig, BertModel

from training.network import default_encoder


@pytest.fixture(scope="session")
def tiny_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("encoder")
    tokenizer = AutoTokenizer.from_pretrained(default_encoder())
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    torch.manual_seed(0)
    BertModel(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def sentence(text: str, label: str | None, **given: object) -> dict[str, object]:
    spans = {"source": None, "cues": [], "loaded": [], "sure": True}
    return {"text": text, "label": label, "boilerplate": label is None, **spans, **given}


@pytest.fixture(scope="session")
def articles_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [
        {
            "article_id": f"bridge-{number}",
            "outlet": "The Gazette",
            "genre": "news",
            "title": "Bridge closes",
            "sentences": [
                sentence(f"The council closed bridge {number} on Monday.", "neutral_report"),
                sentence(
                    "Repairs would take a year, the mayor said.",
                    "attributed_claim",
                    source="the mayor",
                    cues=["said"],
                ),
                sentence(
                    "It is a reckless gamble with our town.",
                    "editorial_opinion",
                    loaded=["reckless"],
                ),
                sentence("By Ana Ruiz", None),
            ],
        }
        for number in range(12)
    ]
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
