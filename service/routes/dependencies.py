"""What routes are handed."""

from ipaddress import ip_address
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from service.activation import Activation
from service.lifecycle import Lifecycle
from service.problems import Forbidden
from service.reader import Reader
from service.settings import Settings

_SENT_BY_OTHERS = ("Origin", "Forwarded", "X-Forwarded-For", "Via")


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _lifecycle(request: Request) -> Lifecycle:
    lifecycle: Lifecycle = request.app.state.lifecycle
    return lifecycle


async def _reader(lifecycle: Annotated[Lifecycle, Depends(_lifecycle)]) -> Reader:
    return lifecycle.reader()


async def _administrator(request: Request) -> None:
    """Let in who may change what is served: a program on this machine that asks for itself.

    A page in a browser on this machine, and a proxy, come from here too, but ask for others.
    """
    host = request.client.host if request.client else ""
    asks_for_itself = not any(name in request.headers for name in _SENT_BY_OTHERS)
    if not (_is_loopback(host) and asks_for_itself):
        raise Forbidden("Only a program on the service's own machine may change what is served.")


async def _activation(
    lifecycle: Annotated[Lifecycle, Depends(_lifecycle)],
    _: Annotated[None, Depends(_administrator)],
) -> Activation:
    return lifecycle.activation()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


ServiceSettings = Annotated[Settings, Depends(_settings)]
ServiceLifecycle = Annotated[Lifecycle, Depends(_lifecycle)]
ReadyReader = Annotated[Reader, Depends(_reader)]
AdminActivation = Annotated[Activation, Depends(_activation)]
