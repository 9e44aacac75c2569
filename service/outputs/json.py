"""Readings as the service replies them: one document, or one line an article."""

from typing import BinaryIO

import orjson

from model.checkpoint import Checkpoint
from service.outputs.result import ArticleResult
from service.schemas import Offsets


class JsonWriter:
    """Writes one document, shaped like the reply to a batch."""

    def __init__(self, file: BinaryIO, checkpoint: Checkpoint, offsets: Offsets) -> None:
        self._file = file
        self._checkpoint = checkpoint
        self._offsets = offsets
        self._before = b'{"results": ['

    def write(self, result: ArticleResult) -> None:
        """Write one result."""
        reply = result.reply(self._checkpoint, self._offsets)
        self._file.write(self._before + b"\n" + orjson.dumps(reply, option=orjson.OPT_INDENT_2))
        self._before = b","

    def finish(self) -> None:
        """Close the document."""
        self._file.write((self._before if self._before != b"," else b"") + b"\n]}\n")


class JsonLinesWriter:
    """Writes one line a result, each as soon as it is there."""

    def __init__(self, file: BinaryIO, checkpoint: Checkpoint, offsets: Offsets) -> None:
        self._file = file
        self._checkpoint = checkpoint
        self._offsets = offsets

    def write(self, result: ArticleResult) -> None:
        """Write one result."""
        reply = result.reply(self._checkpoint, self._offsets)
        self._file.write(orjson.dumps(reply, option=orjson.OPT_APPEND_NEWLINE))
        self._file.flush()

    def finish(self) -> None:
        """Nothing is left to write."""
