"""A smaller vocabulary: what a small encoder's table of embeddings is mostly made of.

Half of a small encoder's parameters are embeddings of words that news hardly uses. Words that
are left out are read as pieces, as WordPiece reads any word that it does not know.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tokenizers import Tokenizer
from transformers import PreTrainedTokenizerBase, PreTrainedTokenizerFast


class VocabularyError(ValueError):
    """A vocabulary that cannot be cut; the message says why."""


@dataclass(frozen=True, slots=True)
class CutVocabulary:
    """A tokenizer of fewer tokens, and the row of the old embeddings for each of them."""

    tokenizer: PreTrainedTokenizerBase
    rows: list[int]


def cut_vocabulary(
    tokenizer: PreTrainedTokenizerBase, texts: Iterable[str], size: int
) -> CutVocabulary:
    """Keep the `size` tokens that `texts` use most, and every single letter and sign.

    Raises `VocabularyError` for a tokenizer that is not WordPiece, and for a size that its
    letters and special tokens alone exceed.
    """
    description = json.loads(tokenizer.backend_tokenizer.to_str())
    if description["model"]["type"] != "WordPiece":
        raise VocabularyError("only a WordPiece vocabulary (that of BERT and MPNet) can be cut")
    vocabulary: dict[str, int] = description["model"]["vocab"]
    prefix = description["model"]["continuing_subword_prefix"]
    special = {token["content"] for token in description["added_tokens"]}
    kept = special | {token for token in vocabulary if len(token.removeprefix(prefix)) == 1}
    if len(kept) > size:
        raise VocabularyError(f"{size} tokens are fewer than the {len(kept)} letters and signs")
    for token, _ in _counted(tokenizer.backend_tokenizer, texts).most_common():
        if len(kept) == size:
            break
        kept.add(token)
    rows = sorted(vocabulary[token] for token in kept)
    names = {row: token for token, row in vocabulary.items()}
    new = {names[row]: number for number, row in enumerate(rows)}
    description["model"]["vocab"] = new
    for token in description["added_tokens"]:
        token["id"] = new[token["content"]]
    _renumber_specials(description["post_processor"] or {}, new)
    cut = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_str(json.dumps(description)),
        model_max_length=tokenizer.model_max_length,
        **tokenizer.special_tokens_map,
    )
    return CutVocabulary(cut, rows)


def _counted(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(tokenizer.encode(text, add_special_tokens=False).tokens)
    return counted


def _renumber_specials(post_processor: dict[str, Any], new: dict[str, int]) -> None:
    """Templates name their tokens with their numbers: BERT's in one way, RoBERTa's in another."""
    for name in ("sep", "cls"):
        if name in post_processor:
            post_processor[name][1] = new[post_processor[name][0]]
    for token, described in post_processor.get("special_tokens", {}).items():
        described["ids"] = [new[token]]
