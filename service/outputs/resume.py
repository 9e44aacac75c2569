"""Going on with a file of lines that an earlier run began."""

from pathlib import Path
from typing import Any, BinaryIO

import orjson


class OtherRunError(Exception):
    """The file holds results of other articles."""


class Resumed:
    """What is in a file of lines already, compared with what would be written there.

    Ask `has` of every article, in order; with the first that is not there the file's last,
    unfinished line is cut off and `file` stands where the next line belongs.
    """

    def __init__(self, path: Path) -> None:
        path.touch()
        self.file: BinaryIO = path.open("r+b")
        self._path = path
        self.failures = 0
        self._ended = False
        self._end = 0

    def has(self, article_id: str) -> bool:
        """Whether the article's line is there.

        Raises `OtherRunError` where another article's line is in its place.
        """
        if self._ended:
            return False
        line = self.file.readline()
        reply = _whole(line)
        if reply is None:
            self._ended = True
            self.file.seek(self._end)
            self.file.truncate()
            return False
        if reply.get("id") != article_id:
            raise OtherRunError(
                f"{self._path} holds results of other articles; "
                "choose another file, or say --overwrite"
            )
        self._end += len(line)
        self.failures += "problem" in reply
        return True


def _whole(line: bytes) -> dict[str, Any] | None:
    """The reply in a line; None at the end, and for a line that was cut off."""
    try:
        reply = orjson.loads(line) if line.endswith(b"\n") else None
    except orjson.JSONDecodeError:
        return None
    return reply if isinstance(reply, dict) else None
