"""Text to token ids that know their place in it: one tokenizer call, but for a very long text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from model.sentences import Span, SplitText

TITLE_TOKENS = 48  # of a title, as much as is read
PIECE_CHARACTERS = 200_000  # of a text, tokenized at once; meanwhile each takes 150 bytes

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """The tokens of a text, special tokens left out; all arrays have one entry a token.

    `starts` and `ends` are code points of the text; `quoted` marks tokens inside a
    quotation. Sentence `i` holds the tokens `bounds[i]:bounds[i + 1]`.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    quoted: Bools
    bounds: Ints
    title: Ints

    @property
    def title_cost(self) -> int:
        """Tokens that the title takes in every window, its separator included."""
        return len(self.title) + 1 if len(self.title) else 0


def load_tokenizer(folder: Path) -> Tokenizer:
    """Load `tokenizer.json` from a model folder."""
    return as_served(Tokenizer.from_file(str(folder / "tokenizer.json")))


def as_served(tokenizer: Tokenizer) -> Tokenizer:
    """Set a tokenizer to cut nothing off, and to read special tokens in a text as plain text."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.encode_special_tokens = True
    return tokenizer


def tokenize(tokenizer: Tokenizer, split: SplitText, title: str | None = None) -> TokenizedText:
    """Tokenize a text and deal its tokens out to its sentences and quotations."""
    pieces = [_encode(tokenizer, split.text, piece) for piece in _pieces(split)]
    ids, starts, ends = (np.concatenate(part) for part in zip(*pieces, strict=True))
    sentence_ends = np.array([sentence.end for sentence in split.sentences], dtype=np.int64)
    bounds = np.concatenate([[0], np.searchsorted(starts, sentence_ends)]).astype(np.int64)
    return TokenizedText(
        ids=ids,
        starts=starts,
        ends=ends,
        quoted=_inside_quotation(split, starts),
        bounds=bounds,
        title=_title_ids(tokenizer, title),
    )


def _pieces(split: SplitText) -> Iterator[Span]:
    """The whole text, or what is long cut between sentences, where no token is cut."""
    begin = 0
    for sentence in split.sentences:
        end = sentence.end
        if end - begin >= PIECE_CHARACTERS and split.text[end : end + 1].isspace():
            yield Span(begin, end)
            begin = end
    yield Span(begin, len(split.text))


def _encode(tokenizer: Tokenizer, text: str, piece: Span) -> tuple[Ints, Ints, Ints]:
    """The ids of a piece's tokens, and their offsets in the text."""
    # encode would hold the interpreter's lock for the whole piece, encode_batch lets it go.
    (encoding,) = tokenizer.encode_batch([text[piece.start : piece.end]], add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2) + piece.start
    return np.array(encoding.ids, dtype=np.int64), offsets[:, 0], offsets[:, 1]


def _inside_quotation(split: SplitText, starts: Ints) -> Bools:
    edges = np.array(split.quotations, dtype=np.int64).reshape(-1)
    inside: Bools = np.searchsorted(edges, starts, side="right") % 2 == 1
    return inside


def _title_ids(tokenizer: Tokenizer, title: str | None) -> Ints:
    ids = tokenizer.encode(title, add_special_tokens=False).ids if title else []
    return np.array(ids[:TITLE_TOKENS], dtype=np.int64)
