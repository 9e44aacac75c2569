"""What routes are handed."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from service.lifecycle import Lifecycle
from service.reader import Reader
from service.settings import Settings


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _lifecycle(request: Request) -> Lifecycle:
    lifecycle: Lifecycle = request.app.state.lifecycle
    return lifecycle


async def _reader(lifecycle: Annotated[Lifecycle, Depends(_lifecycle)]) -> Reader:
    return lifecycle.reader()


ServiceSettings = Annotated[Settings, Depends(_settings)]
ServiceLifecycle = Annotated[Lifecycle, Depends(_lifecycle)]
ReadyReader = Annotated[Reader, Depends(_reader)]
