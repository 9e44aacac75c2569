"""Arguments that a model of this project was trained with, by name."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_FILES = frozenset({"readings_file", "held_out", "soft_labels"})  # named from training/


class RecipeError(ValueError):
    """A recipe that there is none of; the message names those there are."""


def recipe_arguments(name: str) -> list[str]:
    """The recipe's arguments as they would stand on a command line; raises `RecipeError`."""
    path = _HERE / f"{name}.json"
    if not path.is_file():
        known = ", ".join(sorted(one.stem for one in _HERE.glob("*.json")))
        raise RecipeError(f"no recipe {name!r}: there are {known}")
    recipe: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return [part for key, value in recipe.items() for part in _parts(key, value)]


def _parts(key: str, value: Any) -> Iterator[str]:
    yield f"--{key}"
    for one in value if isinstance(value, list) else [value]:
        yield str(_HERE.parent / one) if key in _FILES else str(one)
