"""The model card: what a model is, what it was trained on, how good it is."""

from pathlib import Path
from typing import Any

from model.checkpoint import file_digest
from model.labels import LABELS
from training.arguments import DataArguments, FramingTrainingArguments

CARD = "README.md"
QUALITY = {
    "accuracy": "accuracy",
    "accuracy_sure": "accuracy where the reader was sure",
    "accuracy_unsure": "accuracy where the reader was not",
    "expected_calibration_error": "expected calibration error",
    "share_certain": "share of sentences not `uncertain`",
    "accuracy_certain": "accuracy on those",
    "boilerplate_f1": "F1 boilerplate",
    "source_token_f1": "token F1 source",
    "cue_token_f1": "token F1 cue",
    "loaded_token_f1": "token F1 loaded",
}


def write_card(
    folder: Path,
    base: str,
    metrics: dict[str, dict[str, Any]],
    data_args: DataArguments,
    args: FramingTrainingArguments,
) -> None:
    """Write `README.md` into a model folder, in the format that the Hugging Face hub reads."""
    files = [*data_args.train_file, *data_args.readings_file, data_args.validation_file]
    others = ("held_out", "test_file", "attribution_file", "soft_labels")
    files += [path for name in others if (path := getattr(data_args, name))]
    lines = [
        "---",
        "language: en",
        "library_name: transformers",
        "pipeline_tag: text-classification",
        "---",
        "",
        "# Whose voice is this sentence?",
        "",
        "Labels every sentence of a news article: " + ", ".join(f"`{one}`" for one in LABELS) + ".",
        f"Fine-tuned from `{base}` for {args.num_train_epochs:g} epochs, "
        f"learning rate {args.learning_rate:g}, seed {args.seed}.",
        "",
        "## Quality",
        "",
        *quality_table(metrics),
        "",
        "Intervals are 95 %, from a bootstrap over articles. The best epoch was chosen and the",
        "probabilities were calibrated on the dev articles, so the dev column flatters.",
        "",
        "## Trained on",
        "",
        "| file | SHA-256 |",
        "|---|---|",
        *(f"| `{Path(path).name}` | `{file_digest(Path(path))}` |" for path in files),
        "",
    ]
    (folder / CARD).write_text("\n".join(lines), encoding="utf-8")


def quality_table(metrics: dict[str, dict[str, Any]]) -> list[str]:
    """A Markdown table with a column for each set of articles in `metrics`."""
    sets = list(metrics)

    def row(name: str, cells: list[str]) -> str:
        return f"| {name} | " + " | ".join(cells) + " |"

    def number(value: float | None) -> str:
        return "-" if value is None else f"{value:.3f}"

    rows = [row("", sets), "|---" * (len(sets) + 1) + "|"]
    rows.append(row("articles", [str(metrics[one]["articles"]) for one in sets]))
    rows.append(row("sentences", [str(metrics[one]["sentences"]) for one in sets]))
    rows.append(
        row(
            "macro-F1",
            [
                "{:.3f} ({:.3f} to {:.3f})".format(
                    metrics[one]["macro_f1"], *metrics[one]["macro_f1_interval"]
                )
                for one in sets
            ],
        )
    )
    rows += [
        row(f"F1 {label}", [number(metrics[s]["f1"][label]) for s in sets]) for label in LABELS
    ]
    rows += [row(title, [number(metrics[s][key]) for s in sets]) for key, title in QUALITY.items()]
    return rows
