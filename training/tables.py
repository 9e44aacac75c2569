"""Scores as tables on a terminal."""

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from model.labels import LABELS
from training.card import QUALITY


def labels_table(contenders: Mapping[str, Mapping[str, Any]]) -> Table:
    """How well each contender tells the labels apart."""
    table = Table("", "macro-F1", "95 % interval", *map(str, LABELS), "calibration error")
    for name, scores in contenders.items():
        error = scores.get("expected_calibration_error")
        table.add_row(
            name,
            f"{scores['macro_f1']:.3f}",
            _interval(scores),
            *(f"{scores['f1'][label]:.3f}" for label in LABELS),
            "-" if error is None else f"{error:.3f}",
        )
    return table


def quality_table(scores: Mapping[str, Any]) -> Table:
    """Everything else that is scored of a model."""
    table = Table("", "")
    for key, title in QUALITY.items():
        table.add_row(title, "-" if scores[key] is None else f"{scores[key]:.3f}")
    return table


def groups_table(name: str, groups: Mapping[str, Mapping[str, Any]]) -> Table:
    """Scores of each outlet or genre."""
    table = Table(name, "articles", "sentences", "accuracy", "macro-F1", "95 % interval")
    for title, scores in groups.items():
        table.add_row(
            title,
            str(scores["articles"]),
            str(scores["sentences"]),
            f"{scores['accuracy']:.3f}",
            f"{scores['macro_f1']:.3f}",
            _interval(scores),
        )
    return table


def _interval(scores: Mapping[str, Any]) -> str:
    low, high = scores["macro_f1_interval"]
    return f"{low:.3f} to {high:.3f}"
