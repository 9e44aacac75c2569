"""The application: routes, what surrounds them, and the life they live in."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from model.checkpoint import Checkpoint
from model.prediction import FramingModel
from service import documentation
from service.access import Access
from service.body import invalid_fields
from service.draining import drain_on_sigterm
from service.lifecycle import Lifecycle, Phase
from service.middleware import (
    AccessLog,
    BodyLimit,
    CrossOrigin,
    Faults,
    HeaderLimit,
    RequestId,
    SecurityHeaders,
)
from service.openapi import openapi_document
from service.problems import MethodNotAllowed, NotFound, Problem
from service.reader import Detector
from service.routes import batch, classify, health, labels, models, page
from service.settings import Settings

VERSION = "1.0"
_DESCRIPTION = """\
POST an article, get for every sentence whose voice it is: the newsroom's, a source's or the
author's. Offsets count Unicode code points unless UTF-16 units are asked for. Errors are
problem documents (RFC 9457), and every reply carries `X-Request-ID`. A service that has been
given keys asks for one, as `Authorization: Bearer`; each route says which scope it must have.
"""


def create_app(
    settings: Settings,
    model: FramingModel | None = None,
    detector: Detector | None = None,
    checkpoint: Checkpoint | None = None,
    on_failure: Callable[[], None] | None = None,
    shared_folder: Path | None = None,
) -> FastAPI:
    """Build the service.

    Given a `model`, it is ready once it has started. Otherwise it answers its probes at once
    and takes work when it has loaded the one of a `checkpoint` that was checked just now, or
    of its settings; if it cannot, it calls `on_failure` on the event loop. With several workers
    `shared_folder` is where they keep what they count together.
    """
    life = Lifecycle(settings)

    async def start() -> None:
        await life.start(model, detector, checkpoint)
        if life.phase is Phase.FAILED and on_failure is not None:
            on_failure()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with drain_on_sigterm(life, settings.drain_seconds):
            starting = asyncio.create_task(start())
            if model is not None:
                await starting
            try:
                yield
            finally:
                await starting
                life.stop()

    app = FastAPI(
        title="Framing",
        version=VERSION,
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    app.state.settings = settings
    app.state.lifecycle = life
    app.state.access = Access(settings, shared_folder)
    for router in (
        classify.router,
        batch.router,
        labels.router,
        models.router,
        health.router,
        documentation.router,
        page.router,
    ):
        app.include_router(router)
    _add_openapi(app)
    app.add_exception_handler(HTTPException, _framework_problem)
    app.add_exception_handler(RequestValidationError, _field_problem)
    # The last one added is the first that a request passes.
    app.add_middleware(HeaderLimit, max_bytes=settings.header_bytes)
    app.add_middleware(BodyLimit, max_bytes=settings.body_bytes, max_seconds=settings.body_seconds)
    app.add_middleware(Faults)
    if settings.cors_origins:
        app.add_middleware(CrossOrigin, origins=settings.cors_origins)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(AccessLog)
    app.add_middleware(RequestId)
    return app


def _add_openapi(app: FastAPI) -> None:
    @app.get("/openapi.json", include_in_schema=False)
    async def openapi() -> JSONResponse:
        app.openapi_schema = app.openapi_schema or openapi_document(app)
        return JSONResponse(app.openapi_schema)


async def _framework_problem(request: Request, error: Exception) -> Response:
    """Say the framework's own errors as problems, with the headers that it set."""
    problem = Problem()
    if isinstance(error, HTTPException) and error.status_code == NotFound.status:
        problem = NotFound("There is nothing at this path.")
    elif isinstance(error, HTTPException) and error.status_code == MethodNotAllowed.status:
        problem = MethodNotAllowed("This path does not answer to this method.")
        problem.headers.update(error.headers or {})
    raise problem


async def _field_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as registered
    raise invalid_fields(error.errors())
