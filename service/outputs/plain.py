"""A reading for other programs' eyes: one sentence a line, columns between tabs."""

from typing import TextIO

from service.outputs.result import ArticleResult
from service.outputs.styles import visible


class PlainWriter:
    """Writes id, index, label, confidence, marks and text of every sentence.

    The marks are `uncertain` and `boilerplate`, with a comma between, or `-`.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, result: ArticleResult) -> None:
        """Write the lines of one article."""
        if result.reading is None:
            return
        for index, one in enumerate(result.reading.sentences):
            marks = [
                name
                for name, holds in (("uncertain", one.uncertain), ("boilerplate", one.boilerplate))
                if holds
            ]
            columns = (
                visible(result.id),
                str(index),
                one.label.value,
                f"{one.confidence:.3f}",
                ",".join(marks) or "-",
                visible(result.reading.text[one.sentence.start : one.sentence.end]),
            )
            self._file.write("\t".join(columns) + "\n")

    def finish(self) -> None:
        """Nothing is left to write."""
