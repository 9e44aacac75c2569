"""One article, as JSON, plain text or HTML."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from service.body import check_fields, decode_text, parse_json
from service.connection import read_body, while_connected
from service.deadline import deadline_seconds
from service.keys import Scope
from service.media_type import HTML, JSON, TEXT, media_type
from service.openapi import body, problems, reply
from service.problems import FieldError, InvalidFields
from service.reader import ArticleRequest
from service.routes.dependencies import ReadyReader, ServiceSettings, requires
from service.schemas import ArticleReply, ClassifyRequest, TextOptions
from service.settings import Settings

router = APIRouter(tags=["classify"])

_HTML_EXAMPLE = (
    "<html><head><title>Council Delays Bridge Vote</title></head><body><article>"
    "<p>The council voted 5-4 on Tuesday to delay the bridge.</p></article></body></html>"
)


@router.post(
    "/v1/classify",
    summary="Whose voice is each sentence of an article?",
    dependencies=[requires(Scope.CLASSIFY)],
    responses=reply(ArticleReply) | problems(400, 408, 413, 415, 422, 429, 503),
    openapi_extra=body(
        {
            JSON: ClassifyRequest,
            TEXT: "The council voted 5-4 on Tuesday to delay the bridge.",
            HTML: _HTML_EXAMPLE,
        }
    ),
)
async def classify(
    request: Request,
    options: Annotated[TextOptions, Query()],
    reader: ReadyReader,
    settings: ServiceSettings,
) -> Response:
    """Classify one article.

    The query parameters are for `text/plain` and `text/html`; a JSON body has fields for them.
    `X-Deadline-Seconds` says how long the client will wait.
    """
    seconds = deadline_seconds(request, settings)
    kind = media_type(request.headers, JSON, TEXT, HTML)
    content = await read_body(request)
    if kind == JSON:
        article = _from_json(content, options, settings)
    else:
        article = ArticleRequest(
            text=decode_text(content), is_html=kind == HTML, **options.model_dump()
        )
    found = await while_connected(request, reader.read(article, seconds))
    return Response(found, media_type=JSON)


def _from_json(content: bytes, options: TextOptions, settings: Settings) -> ArticleRequest:
    if options.model_fields_set:
        raise InvalidFields(
            "A JSON body says in its own fields what the query says for text.",
            errors=[
                FieldError(f"#/query/{name}", "Belongs in the body.")
                for name in sorted(options.model_fields_set)
            ],
        )
    fields = check_fields(ClassifyRequest, parse_json(content, settings.json_depth))
    return ArticleRequest(**fields.model_dump())
