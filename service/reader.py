"""An article in, its reply out: the path that every request takes."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import orjson

from model.language import ENGLISH
from model.prediction import FramingModel, PreparedArticle, WindowLogits
from model.sentences import split_sentences
from service.admission import Ticket
from service.extraction import extract_article
from service.problems import DeadlineMissed, TooLarge, UnsupportedLanguage
from service.reply import article_reply
from service.scheduler import Scheduler
from service.schemas import Offsets
from service.settings import Settings

Result = TypeVar("Result")

_LONG_CHARACTERS = 50_000  # an article from here on is prepared apart from the short ones
_CHARACTERS_A_TOKEN = 4
_READ_AHEAD = 32  # articles of a batch in flight
_TITLE_CHARACTERS = 2_000  # far more than the model reads of a title


class Detector(Protocol):
    """Tells the ISO 639-1 code of a text's language."""

    def detect(self, text: str) -> str:
        """Tell it; a text too short to tell counts as English."""
        ...


@dataclass(frozen=True, slots=True)
class ArticleRequest:
    """What a client wants read, and how it wants it told."""

    text: str
    title: str | None = None
    id: str | None = None
    language: str | None = None
    offsets: Offsets = "codepoint"
    is_html: bool = False

    @property
    def expected_tokens(self) -> int:
        """About how many tokens reading it will take."""
        return len(self.text) // _CHARACTERS_A_TOKEN + 1


class Reader:
    """Reads articles, off the event loop.

    An article is read from beginning to end with the `model` that is there when it begins, and
    so is a batch. Short and long texts are split and tokenized in pools of their own, pages in
    another, so that neither a very long article nor a hostile page holds up the rest.
    """

    def __init__(
        self, model: FramingModel, detector: Detector, scheduler: Scheduler, settings: Settings
    ) -> None:
        self.model = model
        self._detector = detector
        self._scheduler = scheduler
        self._settings = settings
        self._short = ThreadPoolExecutor(2, "short-text")
        self._long = ThreadPoolExecutor(1, "long-text")
        self._pages = ThreadPoolExecutor(1, "page")

    @property
    def alive(self) -> bool:
        """Whether articles can be read at all."""
        return self._scheduler.alive

    async def read(self, request: ArticleRequest, seconds: float) -> bytes:
        """Read an article within so many seconds; the reply is JSON.

        Raises a `Problem`. Cancel it, and what is not computed yet is dropped.
        """
        deadline = self._now() + seconds
        with self._admit([request], deadline) as ticket:
            return await self._read(request, ticket, self.model)

    def admit_batch(self, requests: Sequence[ArticleRequest], seconds: float) -> Ticket:
        """Let a batch in, to be done within so many seconds; raises a `Problem`."""
        return self._admit(requests, self._now() + seconds)

    async def read_batch(
        self,
        requests: Sequence[ArticleRequest],
        ticket: Ticket,
        failed: Callable[[ArticleRequest, Exception], dict[str, Any]],
    ) -> AsyncIterator[bytes]:
        """Yield a reply for each article of an admitted batch, in order, as each is done.

        An article that cannot be read has what `failed` makes of it as its reply.
        """
        model = self.model

        async def one(request: ArticleRequest) -> bytes:
            try:
                return await self._read(request, ticket, model)
            except Exception as error:
                return orjson.dumps(failed(request, error))

        waiting: deque[asyncio.Task[bytes]] = deque()
        try:
            for request in requests:
                if len(waiting) == _READ_AHEAD:
                    yield await waiting[0]
                    waiting.popleft()
                waiting.append(asyncio.create_task(one(request)))
            while waiting:
                yield await waiting[0]
                waiting.popleft()
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    def close(self) -> None:
        """Stop; whatever is still waiting is dropped."""
        for pool in (self._short, self._long, self._pages):
            pool.shutdown(wait=False, cancel_futures=True)
        self._scheduler.close()

    async def _read(self, request: ArticleRequest, ticket: Ticket, model: FramingModel) -> bytes:
        expected = request.expected_tokens
        try:
            async with asyncio.timeout_at(ticket.deadline):
                if request.is_html:
                    request = await self._in(self._pages, _extracted, request)
                self._check_characters(request.text)
                pool = self._long if len(request.text) > _LONG_CHARACTERS else self._short
                language, article = await self._in(pool, self._prepare, request, model)
                windows = article.window_tokens
                ticket.change(sum(len(window.ids) for window in windows) - expected)
                expected = 0
                logits = await self._scheduler.run(model, windows, ticket)
                return await self._in(pool, _reply, request, language, model, article, logits)
        except TimeoutError:
            raise DeadlineMissed("The request was not done by its deadline.") from None
        finally:
            ticket.change(-expected)

    def _admit(self, requests: Sequence[ArticleRequest], deadline: float) -> Ticket:
        tokens = sum(request.expected_tokens for request in requests)
        return self._scheduler.admission.admit(tokens, self._now(), deadline)

    def _prepare(self, request: ArticleRequest, model: FramingModel) -> tuple[str, PreparedArticle]:
        language = self._detector.detect(request.text)
        if language != ENGLISH and request.language != ENGLISH:
            raise UnsupportedLanguage(
                f"The article seems to be in another language ({language}); the model reads "
                'English. To have it read as English all the same, say "language": "en".'
            )
        split = split_sentences(request.text)
        if len(split.sentences) > self._settings.text_sentences:
            raise TooLarge(f"The article has over {self._settings.text_sentences:,} sentences.")
        title = request.title[:_TITLE_CHARACTERS] if request.title else None
        return language, model.prepare_split(split, title)

    def _check_characters(self, text: str) -> None:
        if len(text) > self._settings.text_characters:
            raise TooLarge(f"The article has over {self._settings.text_characters:,} characters.")

    async def _in(
        self, pool: ThreadPoolExecutor, work: Callable[..., Result], *arguments: Any
    ) -> Result:
        return await asyncio.get_running_loop().run_in_executor(pool, work, *arguments)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def _extracted(request: ArticleRequest) -> ArticleRequest:
    page = extract_article(request.text)
    return ArticleRequest(
        text=page.text,
        title=request.title or page.title,
        id=request.id,
        language=request.language,
        offsets=request.offsets,
        is_html=True,
    )


def _reply(
    request: ArticleRequest,
    language: str,
    model: FramingModel,
    article: PreparedArticle,
    logits: list[WindowLogits],
) -> bytes:
    reply = article_reply(
        model.read(article, logits),
        model.checkpoint,
        article_id=request.id,
        language=language,
        offsets=request.offsets,
        with_text=request.is_html,
    )
    return orjson.dumps(reply)
