"""Many articles read one after the other, with batches shared among them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from model.language import ENGLISH
from model.prediction import FramingModel, PreparedArticle, WindowLogits
from model.reading import Article
from service.inputs import InputArticle
from service.outputs import ArticleResult
from service.problems import MalformedBody, UnsupportedLanguage
from service.reader import Detector

_TOGETHER_ARTICLES = 64
_TOGETHER_CHARACTERS = 100_000
_WINDOWS_A_STEP = 64

Progress = Callable[[float], None]


class BulkReader:
    """Reads articles in groups; results come in the order of the articles.

    `on_progress` is told of bytes of input as they are done.
    """

    def __init__(
        self, model: FramingModel, detector: Detector | None, on_progress: Progress
    ) -> None:
        self._model = model
        self._detector = detector
        self._on_progress = on_progress

    def read(self, articles: Iterable[InputArticle]) -> Iterator[ArticleResult]:
        """Read articles; those in another language than English are problems.

        Without a detector every article is read as English.
        """
        for group in _groups(articles):
            yield from self._read_group(group)

    def _read_group(self, group: Sequence[InputArticle]) -> Iterator[ArticleResult]:
        languages = [self._language(article) for article in group]
        problems = [
            _problem(article, language) for article, language in zip(group, languages, strict=True)
        ]
        prepared = [
            None if problem else self._model.prepare(Article(article.text, article.title))
            for article, problem in zip(group, problems, strict=True)
        ]
        logits = iter(self._run(prepared, sum(article.size for article in group)))
        for article, language, problem, ready in zip(
            group, languages, problems, prepared, strict=True
        ):
            if ready is None:
                yield ArticleResult(article.id, problem=problem)
                continue
            reading = self._model.read(ready, [next(logits) for _ in ready.windows])
            yield ArticleResult(article.id, language, reading, article.is_html)

    def _run(self, prepared: Sequence[PreparedArticle | None], size: int) -> list[WindowLogits]:
        windows = [window for one in prepared if one is not None for window in one.window_tokens]
        logits: list[WindowLogits] = []
        for first in range(0, len(windows), _WINDOWS_A_STEP):
            step = windows[first : first + _WINDOWS_A_STEP]
            logits += self._model.run(step)
            self._on_progress(size * len(step) / len(windows))
        if not windows:
            self._on_progress(size)
        return logits

    def _language(self, article: InputArticle) -> str:
        return self._detector.detect(article.text) if self._detector is not None else ENGLISH


def _problem(article: InputArticle, language: str) -> MalformedBody | UnsupportedLanguage | None:
    if article.error is not None:
        return MalformedBody(article.error)
    if language != ENGLISH:
        return UnsupportedLanguage(
            f"seems to be in another language ({language}); the model reads English. "
            "To have it read as English all the same, say --language en"
        )
    return None


def _groups(articles: Iterable[InputArticle]) -> Iterator[list[InputArticle]]:
    group: list[InputArticle] = []
    characters = 0
    for article in articles:
        group.append(article)
        characters += len(article.text)
        if len(group) >= _TOGETHER_ARTICLES or characters >= _TOGETHER_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group
