"""The command `framing`."""

from service.commands.framing import framing, main

__all__ = ["framing", "main"]
