"""Who may do what: by key where there are keys, by address where there are none."""

import math
from pathlib import Path

from service.key_ring import KeyRing
from service.keys import Key, Scope
from service.problems import Forbidden, RateExceeded, Unauthorized
from service.rate_limit import RateLimit
from service.settings import Settings

_CHALLENGE = 'Bearer realm="framing"'


class Access:
    """Checks what a client shows. `folder` is one that all workers share, if there are several."""

    def __init__(self, settings: Settings, folder: Path | None) -> None:
        self._keys = KeyRing(settings.keys) if settings.keys is not None else None
        self._rates = RateLimit(folder)
        self._requests_per_minute = settings.key_requests_per_minute
        self._is_private = settings.listens_on_loopback

    def check(self, scope: Scope, shown: str | None) -> Key | None:
        """The key by which a request may do this; none where no key is asked for.

        Raises `Unauthorized`, `Forbidden`, `RateExceeded` or `KeysUnreadable`.
        """
        if self._keys is None:
            self._check_without_keys(scope)
            return None
        if shown is None:
            raise Unauthorized(
                "This needs a key: Authorization: Bearer, and the key.",
                headers={"WWW-Authenticate": _CHALLENGE},
            )
        key = self._keys.find(shown)
        if key is None:
            raise Unauthorized(
                "The key is not one of this service, or no longer.",
                headers={"WWW-Authenticate": f'{_CHALLENGE}, error="invalid_token"'},
            )
        if scope not in key.scopes:
            challenge = f'{_CHALLENGE}, error="insufficient_scope", scope="{scope}"'
            raise Forbidden(
                f"This needs a key with the scope {scope}.",
                headers={"WWW-Authenticate": challenge},
            )
        per_minute = key.requests_per_minute or self._requests_per_minute
        wait = self._rates.take(key.id, per_minute)
        if wait > 0:
            raise RateExceeded(
                f"The key may make {per_minute:,} requests a minute.", retry_after=math.ceil(wait)
            )
        return key

    def _check_without_keys(self, scope: Scope) -> None:
        """Beyond loopback anyone may ask; nobody unknown may read, change or delete."""
        if scope is not Scope.CLASSIFY and not self._is_private:
            raise Forbidden(
                f"This needs a key with the scope {scope}, and the service has no keys."
            )
