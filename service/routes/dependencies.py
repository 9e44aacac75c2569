"""What routes are handed."""

from ipaddress import ip_address
from typing import Annotated, Any

from fastapi import Depends, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import Request

from service.access import Access
from service.activation import Activation
from service.keys import Key, Scope
from service.lifecycle import Lifecycle
from service.problems import Forbidden
from service.reader import Reader
from service.settings import Settings

_bearer = HTTPBearer(
    scheme_name="key",
    description="A key that `framing keys add` made. Asked for where the service has keys.",
    auto_error=False,
)
_SENT_BY_OTHERS = ("Origin", "Forwarded", "X-Forwarded-For", "Via")


def requires(scope: Scope) -> Any:
    """A dependency: who asks must have a key with this scope, where there are keys.

    Its value is that `Key`, or none. Raises what `Access.check` raises.
    """

    async def check(
        request: Request,
        shown: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    ) -> Key | None:
        access: Access = request.app.state.access
        key = access.check(scope, shown.credentials if shown is not None else None)
        if key is not None:
            request.state.key_id = key.id
        return key

    return Security(check, scopes=[scope])


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _lifecycle(request: Request) -> Lifecycle:
    lifecycle: Lifecycle = request.app.state.lifecycle
    return lifecycle


async def _reader(lifecycle: Annotated[Lifecycle, Depends(_lifecycle)]) -> Reader:
    return lifecycle.reader()


async def _administrator(
    request: Request, key: Annotated[Key | None, requires(Scope.ADMIN)]
) -> None:
    """Let in who may change what is served: by key, or a program on this machine.

    A page in a browser on this machine, and a proxy, come from here too, but ask for others.
    """
    if key is not None:
        return
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
