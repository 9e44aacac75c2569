"""Many articles in one request."""

from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from service.admission import Ticket
from service.body import check_fields, parse_json
from service.connection import read_body, while_connected
from service.deadline import deadline_seconds
from service.keys import Scope
from service.media_type import JSON, NDJSON, media_type, prefers_ndjson
from service.middleware.faults import as_problem
from service.openapi import body, problems, reply
from service.problems import TooLarge
from service.reader import ArticleRequest, Reader
from service.routes.dependencies import ReadyReader, ServiceSettings, requires
from service.schemas import BatchReply, BatchRequest

router = APIRouter(tags=["classify"])


@router.post(
    "/v1/classify/batch",
    summary="Whose voice is each sentence of many articles?",
    dependencies=[requires(Scope.CLASSIFY)],
    responses=reply(BatchReply, lines=True) | problems(400, 408, 413, 415, 422, 429, 503),
    openapi_extra=body({JSON: BatchRequest}),
)
async def classify_batch(
    request: Request, reader: ReadyReader, settings: ServiceSettings
) -> Response:
    """Classify up to 256 articles.

    Each result is a reply like that of `/v1/classify`, or the article's `id` and a `problem`.
    With `Accept: application/x-ndjson` results come as lines, in order, each as soon as it
    is done.
    """
    seconds = deadline_seconds(request, settings)
    media_type(request.headers, JSON)
    content = await read_body(request)
    fields = check_fields(BatchRequest, parse_json(content, settings.json_depth))
    if len(fields.articles) > settings.batch_articles:
        raise TooLarge(f"The batch has over {settings.batch_articles:,} articles.")
    articles = [
        ArticleRequest(**article.model_dump(), offsets=fields.offsets)
        for article in fields.articles
    ]
    ticket = reader.admit_batch(articles, seconds)
    results = _Results(reader, articles, ticket, request.state.request_id)
    if prefers_ndjson(request.headers):
        return StreamingResponse(results.lines(), media_type=NDJSON)
    return Response(await while_connected(request, results.document()), media_type=JSON)


class _Results:
    """The results of a batch, as they go out. The ticket is given back when they have."""

    def __init__(
        self, reader: Reader, articles: list[ArticleRequest], ticket: Ticket, request_id: str
    ) -> None:
        self._reader = reader
        self._articles = articles
        self._ticket = ticket
        self._request_id = request_id

    async def document(self) -> bytes:
        with self._ticket:
            results = [result async for result in self._read()]
        return b'{"results":[' + b",".join(results) + b"]}"

    async def lines(self) -> AsyncIterator[bytes]:
        with self._ticket:
            async for result in self._read():
                yield result + b"\n"

    def _read(self) -> AsyncIterator[bytes]:
        return self._reader.read_batch(self._articles, self._ticket, self._failed)

    def _failed(self, article: ArticleRequest, error: Exception) -> dict[str, Any]:
        problem = as_problem(error, self._request_id)
        instance = f"urn:framing:request:{self._request_id}"
        return {"id": article.id, "problem": problem.document(instance)}
