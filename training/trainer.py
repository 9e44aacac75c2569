"""Hugging Face's Trainer, taught our loss and our way to evaluate."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import Trainer

from model.backends.torch import TorchBackend
from model.batches import INPUTS, SpecialTokens
from model.checkpoint import Checkpoint
from model.network import FramingNetwork
from model.prediction import FramingModel
from training.arguments import FramingTrainingArguments
from training.articles import GoldArticle
from training.calibration import UNCALIBRATED
from training.evaluation import predict, score
from training.losses import framing_loss


class FramingTrainer(Trainer):
    """Trains a `FramingNetwork`; evaluates it on whole articles, the way it is served."""

    args: FramingTrainingArguments

    def __init__(
        self,
        *,
        tokenizer: Tokenizer,
        special: SpecialTokens,
        validation: Sequence[GoldArticle],
        network: FramingNetwork,
        **kwargs: Any,
    ) -> None:
        super().__init__(model=network, eval_dataset=list(validation), **kwargs)
        self._network = network
        self._tokenizer = tokenizer
        self._special = special
        self._validation = validation

    def compute_loss(
        self,
        model: torch.nn.Module,
        inputs: dict[str, torch.Tensor],
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | int | None = None,
    ) -> Any:
        """Compute the weighted loss of a batch of windows."""
        logits = model(**{name: inputs[name] for name in INPUTS})
        targets = {name: value for name, value in inputs.items() if name not in INPUTS}
        loss = framing_loss(logits, targets, self.args.boilerplate_weight, self.args.tag_weight)
        return (loss, logits) if return_outputs else loss

    def evaluate(
        self,
        eval_dataset: Any = None,
        ignore_keys: list[str] | None = None,
        metric_key_prefix: str = "eval",
    ) -> dict[str, float]:
        """Score the network, as it is now, on the validation articles."""
        model = FramingModel(self._checkpoint(), self._tokenizer, TorchBackend(self._network))
        scores = score(predict(model, self._validation), model)
        metrics = {
            f"{metric_key_prefix}_{name}": value
            for name, value in scores.items()
            if isinstance(value, float)
        }
        self.log(metrics)
        self.control = self.callback_handler.on_evaluate(
            self.args, self.state, self.control, metrics
        )
        return metrics

    def _checkpoint(self) -> Checkpoint:
        return Checkpoint(
            folder=Path(self.args.output_dir),
            name="in training",
            version=str(self.state.global_step),
            digest="",
            window_tokens=self._network.config.window_tokens,
            special=self._special,
            metrics={},
            **asdict(UNCALIBRATED),
        )
