"""The arguments of a training run, in Hugging Face's names."""

from dataclasses import dataclass, field

from transformers import TrainingArguments


@dataclass
class FramingTrainingArguments(TrainingArguments):
    """Hugging Face's training arguments, with defaults for this task on two cores."""

    output_dir: str = field(default="runs/framing", metadata={"help": "Where the model goes."})
    num_train_epochs: float = field(default=6, metadata={"help": "Passes over the articles."})
    learning_rate: float = field(default=1e-4, metadata={"help": "Peak learning rate."})
    head_learning_rate: float = field(default=1e-3, metadata={"help": "That of the new heads."})
    weight_decay: float = field(default=0.01, metadata={"help": "AdamW's weight decay."})
    warmup_steps: float = field(default=0.1, metadata={"help": "Share of steps to warm up in."})
    per_device_train_batch_size: int = field(default=4, metadata={"help": "Windows a step."})
    eval_strategy: str = field(default="epoch", metadata={"help": "When to evaluate."})
    save_strategy: str = field(default="epoch", metadata={"help": "When to save."})
    save_total_limit: int | None = field(default=2, metadata={"help": "Checkpoints to keep."})
    load_best_model_at_end: bool = field(default=True, metadata={"help": "Keep the best epoch."})
    metric_for_best_model: str | None = field(
        default="macro_f1", metadata={"help": "What best means."}
    )
    logging_steps: float = field(default=20, metadata={"help": "Steps between two log lines."})
    report_to: str = field(default="none", metadata={"help": "Where to log to."})
    remove_unused_columns: bool = field(default=False, metadata={"help": "Must stay false."})
    masked_share: float = field(
        default=0.1, metadata={"help": "Share of tokens masked while training."}
    )
    boilerplate_weight: float = field(default=0.3, metadata={"help": "Weight of that loss."})
    tag_weight: float = field(default=2.0, metadata={"help": "Weight of the tags' loss."})


@dataclass
class ModelArguments:
    """Which encoder to start from, and how it reads."""

    model_name_or_path: str | None = field(
        default=None,
        metadata={"help": "Hub id or local path of an encoder; all-MiniLM-L6-v2 unless given."},
    )
    max_seq_length: int = field(default=384, metadata={"help": "Tokens in a window."})
    model_name: str = field(
        default="framing", metadata={"help": "What the model calls itself in replies."}
    )
    model_version: str = field(default="1", metadata={"help": "Its version, in replies."})
    encoder_layers: int | None = field(
        default=None, metadata={"help": "Cut the encoder to its first so many layers."}
    )
    vocabulary_size: int | None = field(
        default=None,
        metadata={"help": "Cut its vocabulary to the tokens that the training texts use most."},
    )


@dataclass
class DataArguments:
    """Which files to read."""

    train_file: list[str] = field(metadata={"help": "Labelled articles to train on."})
    validation_file: str = field(metadata={"help": "Labelled articles to select by."})
    test_file: str | None = field(
        default=None, metadata={"help": "Labelled articles to report on, read once, at the end."}
    )
    attribution_file: str | None = field(
        default=None, metadata={"help": "Articles with marked attributions (spans), optional."}
    )
    readings_file: list[str] = field(
        default_factory=list,
        metadata={"help": "Labels by article and index, which add to those of `train_file`."},
    )
    held_out: str | None = field(
        default=None,
        metadata={
            "help": "Labels by article and index, for articles of `train_file` that are "
            "not trained on: they add to those of `validation_file`."
        },
    )
    soft_labels: str | None = field(
        default=None,
        metadata={"help": "A teacher's soft labels for articles of `train_file` (Parquet)."},
    )
    soft_weight: float = field(
        default=0.5, metadata={"help": "The teacher's share where a reader labelled as well."}
    )
    attribution_ratio: float = field(
        default=0.5, metadata={"help": "Attribution windows for each labelled window."}
    )
