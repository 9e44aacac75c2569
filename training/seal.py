"""A trained network to a model folder that can be served."""

from dataclasses import asdict
from pathlib import Path

import torch
from transformers import PreTrainedTokenizerBase

from model.batches import SpecialTokens
from model.checkpoint import ONNX, write_manifest
from model.network import FramingNetwork
from model.prediction import FramingModel
from training.articles import GoldArticle
from training.calibration import UNCALIBRATED, calibrate
from training.evaluation import predict
from training.export import export_int8


def special_tokens(tokenizer: PreTrainedTokenizerBase) -> SpecialTokens:
    """The tokens that begin, separate and pad windows, by the tokenizer's own names."""
    return SpecialTokens(
        begin=tokenizer.cls_token_id, separate=tokenizer.sep_token_id, pad=tokenizer.pad_token_id
    )


def seal(
    network: FramingNetwork,
    tokenizer: PreTrainedTokenizerBase,
    name: str,
    version: str,
    held_out: list[GoldArticle],
    folder: Path,
) -> FramingModel:
    """Write a model folder, calibrated on held-out articles, and load it as it is served."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save_pretrained(folder)
    network.config.serving = {
        "name": name,
        "version": version,
        "special_tokens": asdict(special_tokens(tokenizer)),
        **asdict(UNCALIBRATED),
    }
    network.half().save_pretrained(folder)
    # Exported from what was saved, so that both engines serve the same numbers; and because
    # accelerate has wrapped the trained network's forward in casts.
    saved = FramingNetwork.from_pretrained(folder, dtype=torch.float32)
    export_int8(saved, folder / ONNX)
    write_manifest(folder)
    calibration = calibrate(predict(FramingModel.load(folder), held_out))
    saved.config.serving |= asdict(calibration)
    saved.config.save_pretrained(folder)
    write_manifest(folder)
    return FramingModel.load(folder)
