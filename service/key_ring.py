"""The keys that hold at this moment: whatever the file says, also after it has changed."""

import hmac
import logging
from pathlib import Path

from service.key_file import KeyFileError, read_keys
from service.keys import Key, key_digest, shown_id
from service.problems import KeysUnreadable

logger = logging.getLogger("framing.keys")

_NO_DIGEST = "0" * 64

_Version = tuple[int, int, int]


class KeyRing:
    """Looks at the file before each use and reads it when it is another one than before.

    So a key that is revoked is refused from the next request on, by every worker.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._version: _Version | None = None
        self._keys: dict[str, Key] | None = {}

    def find(self, shown: str) -> Key | None:
        """The key that a client shows, if it is one.

        Raises `KeysUnreadable` while the file cannot be read.
        """
        key = self._current().get(shown_id(shown))
        # An unknown id is compared as well: it takes as long as a wrong secret.
        expected = key.digest if key is not None else _NO_DIGEST
        return key if hmac.compare_digest(expected, key_digest(shown)) else None

    def _current(self) -> dict[str, Key]:
        version = self._version_on_disk()
        if version is None or version != self._version:
            self._read(version)
        if self._keys is None:
            raise KeysUnreadable("Keys cannot be checked at present.", retry_after=5)
        return self._keys

    def _read(self, version: _Version | None) -> None:
        self._version = version
        try:
            self._keys = {key.id: key for key in read_keys(self._path)}
        except KeyFileError as error:
            if self._keys is not None:  # once, not at each request
                logger.error("the file of keys cannot be read", extra={"reason": str(error)})
            self._keys = None

    def _version_on_disk(self) -> _Version | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size
