"""The served model's encoder under a plain classification head: what rivals serve (torch)."""

import shutil
import sys
from pathlib import Path

import torch
from transformers import AutoConfig, AutoModelForSequenceClassification

from model.checkpoint import SAFETENSORS, TOKENIZER
from model.network import FramingConfig, FramingNetwork

_TOKENIZER_CONFIG = "tokenizer_config.json"


def save_plain_classifier(source: Path, target: Path) -> None:
    """Write two folders that transformers loads: `encoder`, and `classifier` around it.

    Architecture, sizes and weights of the encoder are those of the framing model in `source`;
    where that has no weights to retrain from, only the first two. The classifier's head is
    fresh, which takes the same time as a trained one.
    """
    framing = FramingConfig.from_pretrained(source)
    config = AutoConfig.for_model(
        **framing.encoder | {"id2label": framing.id2label, "label2id": framing.label2id}
    )
    classifier = AutoModelForSequenceClassification.from_config(config)
    if (source / SAFETENSORS).is_file():
        trained = FramingNetwork.from_pretrained(source, dtype=torch.float32).encoder
        classifier.base_model.load_state_dict(trained.state_dict(), strict=False)
    for network, name in ((classifier, "classifier"), (classifier.base_model, "encoder")):
        network.save_pretrained(target / name)
        for file in (TOKENIZER, _TOKENIZER_CONFIG):
            shutil.copy(source / file, target / name)


if __name__ == "__main__":
    save_plain_classifier(Path(sys.argv[1]), Path(sys.argv[2]))
