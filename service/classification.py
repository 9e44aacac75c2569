"""Reads the articles of some files and writes what comes of them."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from model.backends import BackendName
from model.checkpoint import SHIPPED_WEIGHTS, CheckpointError
from model.prediction import FramingModel
from service.bulk import BulkReader
from service.destination import Destination, Options
from service.inputs import InputArticle, InputError, InputKind, input_size, read_input
from service.outputs import ArticleResult, OtherRunError, ParquetError
from service.reader import Detector

_LONG_BYTES = 50_000  # of input, from which on progress is shown


class ClassificationError(Exception):
    """The results cannot be made or written; the message says why."""


class Classification:
    """One run over some files."""

    def __init__(self, files: Sequence[str], options: Options) -> None:
        self._files = files
        self._options = options
        self._failures = 0

    def run(self) -> bool:
        """Read and write everything; tells whether every input could be read.

        Raises `ClassificationError` where the model cannot be loaded or the output not be written.
        """
        try:
            return self._run()
        except BrokenPipeError:
            raise
        except (CheckpointError, OtherRunError, ParquetError) as error:
            raise ClassificationError(str(error)) from None
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise ClassificationError(
                f"{error.filename or self._options.output}: {reason}"
            ) from None

    def _run(self) -> bool:
        output = Destination(self._options)
        output.check()
        model = FramingModel.load(
            self._options.model or SHIPPED_WEIGHTS,
            BackendName(self._options.backend),
            self._options.threads,
        )
        with ExitStack() as stack:
            writer = output.open(stack, model)
            progress = stack.enter_context(self._progress())
            total = sum(input_size(name) for name in self._files)
            task = progress.add_task("reading", total=total or None) if progress else None

            def advance(size: float) -> None:
                if progress and task is not None:
                    progress.advance(task, size)

            reader = BulkReader(model, self._detector(), advance)
            for result in reader.read(self._articles(output)):
                self._report(result)
                writer.write(result)
            writer.finish()
        output.finish()
        return not self._failures and not output.failures_before

    def _articles(self, output: Destination) -> Iterator[InputArticle]:
        for name in self._files:
            for article in self._articles_of(name):
                if not output.has(article.id):
                    yield article

    def _articles_of(self, name: str) -> Iterator[InputArticle]:
        kind = InputKind(self._options.input_format) if self._options.input_format else None
        try:
            yield from read_input(name, kind, self._options.columns)
        except InputError as error:
            yield InputArticle(name, "", None, 0, error=str(error))

    def _report(self, result: ArticleResult) -> None:
        if result.problem is not None:
            self._failures += 1
            click.echo(f"framing: {result.id}: {result.problem.detail}", err=True)

    def _detector(self) -> Detector | None:
        if self._options.language is not None:
            return None
        from model.language import LanguageDetector

        return LanguageDetector()

    def _progress(self) -> AbstractContextManager[Progress | None]:
        """A bar on long work, unless readings are shown on the same terminal."""
        console = Console(stderr=True)
        shows_readings = self._options.output is None and Console().is_terminal
        long = sum(input_size(name) for name in self._files) > _LONG_BYTES
        if not console.is_terminal or shows_readings or not long:
            return nullcontext()
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
