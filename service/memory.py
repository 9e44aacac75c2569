"""Memory that was freed, back to the system."""

import ctypes
import sys


def return_memory() -> None:
    """Have glibc let go of what it keeps for later: most of what a dropped model took."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not in every C library
        if trim is not None:
            trim(0)
