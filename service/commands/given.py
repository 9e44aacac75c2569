"""What was given on the command line and in the environment."""

from typing import Any

import click
from pydantic import ValidationError

from service.settings import Settings


def read_settings(**options: Any) -> Settings:
    """The settings, with those options that were given; raises `UsageError` for a useless value."""
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        names = ", ".join(f"FRAMING_{'_'.join(map(str, e['loc']))}".upper() for e in error.errors())
        raise click.UsageError(f"no usable value in {names}") from None
