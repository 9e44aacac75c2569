"""The network: a shared encoder with small heads for sentences and for tokens (torch)."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel, PreTrainedConfig, PreTrainedModel

from model.labels import LABELS
from model.tags import TAGS


class FramingConfig(PreTrainedConfig):
    """Configuration of a framing network: that of its encoder, and how it is to be read."""

    model_type = "framing"

    def __init__(
        self,
        encoder: dict[str, Any] | None = None,
        window_tokens: int = 384,
        dropout: float = 0.1,
        serving: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.encoder = encoder or {}
        self.window_tokens = window_tokens
        self.dropout = dropout
        self.serving = serving or {}
        kwargs.setdefault("id2label", dict(enumerate(map(str, LABELS))))
        kwargs.setdefault("label2id", {str(label): index for index, label in enumerate(LABELS)})
        super().__init__(**kwargs)


@dataclass(frozen=True, slots=True)
class Logits:
    """What the network says of B windows, S sentences and T tokens."""

    labels: Tensor  # [B, S, 3]
    boilerplate: Tensor  # [B, S]
    tags: Tensor  # [B, T, 4], in the order of TAGS


class FramingNetwork(PreTrainedModel):
    """Reads whole windows; pools each sentence's tokens by attention; one linear layer a head.

    The tokens inside quotations get a learnt vector added to their embedding, so that the
    encoder knows whose words they are even where the marks lie outside its window.
    """

    config_class = FramingConfig
    base_model_prefix = "encoder"

    def __init__(self, config: FramingConfig) -> None:
        super().__init__(config)
        encoder_config = AutoConfig.for_model(**config.encoder)
        self.encoder = AutoModel.from_config(encoder_config, add_pooling_layer=False)
        width = encoder_config.hidden_size
        self.quotation = nn.Parameter(torch.zeros(width))
        self.attention = nn.Linear(width, 1)
        self.dropout = nn.Dropout(config.dropout)
        self.label_head = nn.Linear(2 * width, len(LABELS))
        self.boilerplate_head = nn.Linear(2 * width, 1)
        self.tag_head = nn.Linear(width, len(TAGS))
        self.post_init()

    def _init_weights(self, module: nn.Module) -> None:
        if isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, std=0.02)
            nn.init.zeros_(module.bias)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, quoted: Tensor, membership: Tensor
    ) -> Logits:
        """Read B windows: ids, masks and quotation flags [B, T], membership [B, S, T]."""
        embeddings = self.encoder.get_input_embeddings()(input_ids)
        embeddings = embeddings + quoted.unsqueeze(-1).to(embeddings.dtype) * self.quotation
        hidden = self.encoder(
            inputs_embeds=embeddings, attention_mask=attention_mask
        ).last_hidden_state
        inside = membership.to(hidden.dtype)
        mean = inside @ hidden / inside.sum(-1, keepdim=True).clamp(min=1)
        scores = self.attention(hidden).transpose(1, 2).masked_fill(~membership, -1e4)
        attended = (scores.softmax(-1) * inside) @ hidden  # nothing, for a sentence of no tokens
        sentences = self.dropout(torch.cat([mean, attended], dim=-1))
        return Logits(
            labels=self.label_head(sentences),
            boilerplate=self.boilerplate_head(sentences).squeeze(-1),
            tags=self.tag_head(self.dropout(hidden)),
        )


def new_network(
    base: str, window_tokens: int, layers: int | None = None, rows: list[int] | None = None
) -> FramingNetwork:
    """Put fresh heads on a pretrained encoder, cut to its first `layers` if given.

    The first layers carry most of what fine-tuning needs (Sajjad et al., 2023, "On the effect
    of dropping layers"). `rows` are those of the embeddings to keep, in their new order.
    `base` is a hub id or a local path. Raises `OSError` where neither holds a model.
    """
    encoder = AutoModel.from_pretrained(
        base, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
    )
    if layers is not None:
        encoder.encoder.layer = encoder.encoder.layer[:layers]
        encoder.config.num_hidden_layers = layers
    if rows is not None:
        table = encoder.get_input_embeddings()
        table.weight = nn.Parameter(table.weight[rows])
        encoder.config.vocab_size = table.num_embeddings = len(rows)
    network = FramingNetwork(
        FramingConfig(encoder=_portable(encoder.config), window_tokens=window_tokens)
    )
    network.encoder.load_state_dict(encoder.state_dict())
    return network


def _portable(config: PreTrainedConfig) -> dict[str, Any]:
    """A configuration without the path that it was loaded from."""
    return {name: value for name, value in config.to_dict().items() if name != "_name_or_path"}
