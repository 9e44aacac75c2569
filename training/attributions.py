"""Articles with marked attributions: who says what, as spans of characters."""

import json
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer

from model.sentences import split_sentences
from training.articles import ArticleFileError
from training.examples import Example, example_from_attributions


def read_attributions(path: Path, tokenizer: Tokenizer, split: str) -> Iterator[Example]:
    """Read one split of a JSON Lines file with `text`, `attributions` and `split`.

    An attribution holds lists of `[start, end]` in code points under `source`, `cue` and
    `content`. Raises `ArticleFileError` for a row that holds something else.
    """
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
                if row["split"] == split:
                    text = split_sentences(row["text"])
                    yield example_from_attributions(tokenizer, text, row["attributions"])
            except (ValueError, KeyError, TypeError) as error:
                place = f"{path}:{number}"
                raise ArticleFileError(f"{place}: unreadable: {error!r}") from error
