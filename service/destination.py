"""Where the results of a run go."""

import io
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from rich.console import Console

from model.prediction import FramingModel
from service.inputs import Columns
from service.outputs import (
    JsonLinesWriter,
    JsonWriter,
    OtherRunError,
    PageWriter,
    PlainWriter,
    ResultWriter,
    Resumed,
    TerminalWriter,
    check_parquet,
    write_parquet,
)
from service.schemas import Offsets


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says beside the files."""

    output_format: str
    output: Path | None
    overwrite: bool
    input_format: str | None
    language: str | None
    offsets: Offsets
    color: str
    model: Path | None
    backend: str
    threads: int | None
    columns: Columns


class Destination:
    """Where results go: standard output, a file made in one go, or one that is gone on with."""

    def __init__(self, options: Options) -> None:
        self.failures_before = 0
        self._options = options
        self._path = options.output
        self._resumed: Resumed | None = None

    def check(self) -> None:
        """Refuse what could only fail at the end: raises `ParquetError` or `OtherRunError`."""
        if self._options.output_format != "parquet" or self._path is None:
            return
        check_parquet()
        begun = self._lines is not None and self._lines.exists()
        if self._path.exists() and not begun and not self._options.overwrite:
            raise OtherRunError(f"{self._path} is there already; --overwrite makes it anew")

    def open(self, stack: ExitStack, model: FramingModel) -> ResultWriter:
        """Open the output; it is closed with `stack`."""
        options, checkpoint = self._options, model.checkpoint
        match options.output_format:
            case "json":
                return JsonWriter(self._binary(stack), checkpoint, options.offsets)
            case "jsonl" | "parquet":
                return JsonLinesWriter(self._binary(stack), checkpoint, options.offsets)
            case "html":
                return PageWriter(self._text(stack))
        text = self._text(stack)
        console = Console(file=text, force_terminal=True if options.color == "always" else None)
        if options.color != "never" and console.is_terminal:
            return TerminalWriter(console)
        return PlainWriter(text)

    def has(self, article_id: str) -> bool:
        """Whether an earlier run wrote this article's result, which then counts as its own."""
        if self._resumed is None or not self._resumed.has(article_id):
            return False
        self.failures_before = self._resumed.failures
        return True

    def finish(self) -> None:
        """Give the output its name."""
        if self._path is not None and self._options.output_format == "parquet" and self._lines:
            write_parquet(self._lines, self._path)
            self._lines.unlink()
        elif self._path is not None and self._unfinished is not None:
            self._unfinished.replace(self._path)

    @property
    def _lines(self) -> Path | None:
        """The file of lines that a later run can go on with."""
        if self._path is None or self._is_device:
            return None
        if self._options.output_format == "parquet":
            return self._path.with_name(self._path.name + ".partial")
        return self._path if self._options.output_format == "jsonl" else None

    @property
    def _unfinished(self) -> Path | None:
        """The file that gets its name when it is whole."""
        if self._path is None or self._is_device or self._lines is not None:
            return None
        return self._path.with_name(self._path.name + ".unfinished")

    @property
    def _is_device(self) -> bool:
        """Whether the output is there and no file, as /dev/null: it is only written to."""
        return self._path is not None and self._path.exists() and not self._path.is_file()

    def _binary(self, stack: ExitStack) -> BinaryIO:
        if self._path is None:
            return sys.stdout.buffer
        if self._lines is None:
            return stack.enter_context((self._unfinished or self._path).open("wb"))
        if self._options.overwrite:
            self._lines.unlink(missing_ok=True)
        self._resumed = Resumed(self._lines)
        return stack.enter_context(self._resumed.file)

    def _text(self, stack: ExitStack) -> TextIO:
        if self._path is None:
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.reconfigure(errors="replace")  # a terminal may not know every character
            return sys.stdout
        path = self._unfinished or self._path
        return stack.enter_context(path.open("w", encoding="utf-8", newline="\n"))
