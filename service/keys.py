"""The keys that clients show, and what each may do. Only their hashes are kept."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

_PREFIX = "framing"  # lets scanners for leaked secrets know one when they see it
_ID_BYTES, _SECRET_BYTES = 4, 32


class Scope(StrEnum):
    """What a key may be for."""

    CLASSIFY = "classify"
    CORRECT = "correct"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Key:
    """A key as the file keeps it; `digest` is the SHA-256 of what the client shows.

    A key is random and long, so a plain hash tells nobody anything, and costs no time that
    an attacker could make the service spend.
    """

    id: str
    name: str
    digest: str
    scopes: frozenset[Scope]
    requests_per_minute: int | None
    created: str


def new_key(name: str, scopes: Iterable[Scope], requests_per_minute: int | None) -> tuple[Key, str]:
    """Make a key: what is kept of it, and what its owner is told once."""
    key_id = secrets.token_hex(_ID_BYTES)
    shown = f"{_PREFIX}_{key_id}_{secrets.token_hex(_SECRET_BYTES)}"
    created = datetime.now(UTC).isoformat(timespec="seconds")
    key = Key(key_id, name, key_digest(shown), frozenset(scopes), requests_per_minute, created)
    return key, shown


def key_digest(shown: str) -> str:
    """The hash by which a key is known."""
    return hashlib.sha256(shown.encode()).hexdigest()


def shown_id(shown: str) -> str:
    """The id that stands in a key; of what is no key, something that is no id."""
    return shown.removeprefix(f"{_PREFIX}_").partition("_")[0]
