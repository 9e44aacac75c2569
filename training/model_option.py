"""The option that names the model which a command looks at."""

from pathlib import Path

import click

from model.checkpoint import SHIPPED_WEIGHTS

model_option = click.option(
    "--model",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=SHIPPED_WEIGHTS,
    help="Model folder; the shipped weights unless given.",
)
