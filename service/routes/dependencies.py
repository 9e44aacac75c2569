"""What routes are handed."""

from typing import Annotated, Any

from fastapi import Depends, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import Request

from service.access import Access
from service.keys import Key, Scope
from service.lifecycle import Lifecycle
from service.reader import Reader
from service.settings import Settings

_bearer = HTTPBearer(
    scheme_name="key",
    description="A key that `framing keys add` made. Asked for where the service has keys.",
    auto_error=False,
)


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
