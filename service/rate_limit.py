"""How often a key may be used: counted once for all workers."""

import fcntl
import os
import struct
import time
from collections.abc import Callable
from pathlib import Path

_MINUTE = 60.0
_TIME = struct.Struct("d")


class RateLimit:
    """Lets each key make so many requests at once, and refills evenly over a minute.

    Of each key one moment is kept: when all that it used up will be there again. Workers that
    share a `folder` keep it there, in a file a key. Without one, or where it cannot be
    written, each process counts for itself.
    """

    def __init__(self, folder: Path | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._clock = clock
        self._whole_at: dict[str, float] = {}

    def take(self, key_id: str, per_minute: int) -> float:
        """Use a key once; if that is once too often, tell in how many seconds it is not."""
        if self._folder is not None:
            try:
                return self._take_shared(self._folder / key_id, per_minute)
            except OSError:
                pass
        whole_at, wait = self._next(self._whole_at.get(key_id, 0.0), per_minute)
        self._whole_at[key_id] = whole_at
        return wait

    def _take_shared(self, path: Path, per_minute: int) -> float:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)  # the kernel lets go if this process dies
            kept = os.pread(descriptor, _TIME.size, 0)
            before = _TIME.unpack(kept)[0] if len(kept) == _TIME.size else 0.0
            whole_at, wait = self._next(before, per_minute)
            os.pwrite(descriptor, _TIME.pack(whole_at), 0)
            return wait
        finally:
            os.close(descriptor)

    def _next(self, whole_at: float, per_minute: int) -> tuple[float, float]:
        now = self._clock()
        each = _MINUTE / per_minute
        wait = max(whole_at, now) + each - (now + _MINUTE)
        if wait > 1e-6:  # sums of sixtieths are off by less
            return whole_at, wait
        return max(whole_at, now) + each, 0.0
