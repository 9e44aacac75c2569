"""Plots of an evaluation, each as PNG and SVG."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from model.labels import LABELS

_INK, _PALE = "#1f2933", "#cbd2d9"


def plot_evaluation(scores: Mapping[str, Any], folder: Path) -> None:
    """Write the reliability diagram, the confusion matrix and the scores of each group."""
    _write(_reliability(scores["reliability"]), folder / "reliability")
    _write(_confusion(np.array(scores["confusion"])), folder / "confusion")
    for name in ("outlet", "genre"):
        if scores[f"by_{name}"]:
            _write(_groups(scores[f"by_{name}"], name), folder / f"by_{name}")


def _write(figure: Figure, path: Path) -> None:
    figure.savefig(path.with_suffix(".png"), dpi=150, bbox_inches="tight")
    figure.savefig(path.with_suffix(".svg"), bbox_inches="tight")


def _reliability(bins: list[dict[str, float]]) -> Figure:
    """Confidence against accuracy (Niculescu-Mizil and Caruana, 2005), bins of equal mass."""
    figure = Figure(figsize=(4, 4))
    axes = figure.subplots()
    axes.plot([0.3, 1], [0.3, 1], color=_PALE, label="calibrated")
    confidence = [one["confidence"] for one in bins]
    axes.plot(confidence, [one["accuracy"] for one in bins], "o-", color=_INK, label="model")
    axes.set(xlabel="confidence", ylabel="accuracy", xlim=(0.3, 1.02), ylim=(0.3, 1.02))
    axes.legend(frameon=False)
    return figure


def _confusion(matrix: np.ndarray[Any, np.dtype[np.int64]]) -> Figure:
    figure = Figure(figsize=(4.5, 4))
    axes = figure.subplots()
    shares = matrix / np.maximum(matrix.sum(1, keepdims=True), 1)
    axes.imshow(shares, cmap="Greys", vmin=0, vmax=1)
    for (row, column), count in np.ndenumerate(matrix):
        colour = "white" if shares[row, column] > 0.5 else _INK
        axes.text(column, row, f"{count}\n{shares[row, column]:.0%}", color=colour, ha="center")
    names = [str(label).replace("_", "\n") for label in LABELS]
    axes.set_xticks(range(len(names)), names)
    axes.set_yticks(range(len(names)), names)
    axes.set(xlabel="model", ylabel="reader")
    return figure


def _groups(groups: Mapping[str, Mapping[str, Any]], name: str) -> Figure:
    """Macro-F1 of each group, with its 95 % interval; the larger a group, the higher it stands."""
    figure = Figure(figsize=(5, 0.5 + 0.3 * len(groups)))
    axes = figure.subplots()
    ordered = list(reversed(list(groups.items())))
    for place, (_, values) in enumerate(ordered):
        low, high = values["macro_f1_interval"]
        axes.plot([low, high], [place, place], color=_PALE, linewidth=4)
        axes.plot(values["macro_f1"], place, "o", color=_INK)
    titles = [f"{title} ({values['sentences']})" for title, values in ordered]
    axes.set_yticks(range(len(titles)), titles)
    axes.set(xlabel="macro-F1, 95 % interval", xlim=(0, 1.02), title=f"by {name} (sentences)")
    return figure
