"""The obvious thing: FastAPI around a Hugging Face pipeline, over the same sentences.

Written as the documentation of both shows it: a pipeline made at the start, and a plain
function that answers. Nothing of it is imported before it is served.
"""

import os
from typing import TYPE_CHECKING

from pydantic import BaseModel

from model.cores import available_cores
from model.sentences import split_sentences

if TYPE_CHECKING:
    from fastapi import FastAPI

FOLDER, BATCH_SIZE = "BENCHMARK_CLASSIFIER", "BENCHMARK_BATCH_SIZE"


class Article(BaseModel):
    """What is asked."""

    text: str


class LabelledText(BaseModel):
    """What is said of a sentence."""

    text: str
    label: str
    score: float


def create_app() -> "FastAPI":
    """Serve the classifier that the environment names."""
    import torch
    from fastapi import FastAPI
    from transformers import pipeline

    torch.set_num_threads(available_cores())
    classify = pipeline("text-classification", model=os.environ[FOLDER], device="cpu")
    batch_size = int(os.environ[BATCH_SIZE])
    app = FastAPI()

    @app.post("/classify")
    def classify_article(article: Article) -> list[LabelledText]:
        split = split_sentences(article.text)
        sentences = [article.text[one.start : one.end] for one in split.sentences]
        labels = classify(sentences, batch_size=batch_size, truncation=True)
        return [
            LabelledText(text=text, **label) for text, label in zip(sentences, labels, strict=True)
        ]

    return app
