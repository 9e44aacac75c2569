"""`framing classify`."""

import sys
from pathlib import Path
from typing import Any

import click

from model.backends import BackendName
from service.inputs import Columns, InputKind

_FAILED, _INTERRUPTED = 1, 130
_FORMATS = ("text", "json", "jsonl", "html", "parquet")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE... | -")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(_FORMATS),
    default="text",
    help="How to write readings.  [text]",
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="File to write to.")
@click.option("--overwrite", is_flag=True, help="Begin anew instead of going on with OUTPUT.")
@click.option(
    "--input-format",
    type=click.Choice([str(kind) for kind in InputKind]),
    help="What the files are.  [by name]",
)
@click.option("--text-column", default="text", help="Column or field of the text.  [text]")
@click.option("--title-column", default="title", help="That of the title, if any.  [title]")
@click.option("--id-column", default="id", help="That of the id, if any.  [id]")
@click.option("--language", type=click.Choice(["en"]), help="Insist on reading as English.")
@click.option(
    "--offsets",
    type=click.Choice(["codepoint", "utf16"]),
    default="codepoint",
    help="What offsets count.  [codepoint]",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="When to colour: auto does on a terminal.  [auto]",
)
@click.option(
    "--model", type=click.Path(path_type=Path), help="Model folder.  [the weights shipped]"
)
@click.option(
    "--backend",
    type=click.Choice([str(name) for name in BackendName]),
    default=str(BackendName.ONNX),
    help="Engine.  [onnx]",
)
@click.option("--threads", type=click.IntRange(1, 256), help="Threads to compute with.  [all]")
def classify(
    files: tuple[str, ...], text_column: str, title_column: str, id_column: str, **options: Any
) -> None:
    """Tell whose voice each sentence of some articles is.

    Files are text or HTML, one article each, or JSON Lines, CSV or Parquet, one article a
    row; - reads standard input. On a terminal the articles are shown in colour; elsewhere
    each sentence is a line of id, index, label, confidence, marks and text, with tabs between.

    A run with --output and --format jsonl or parquet that was stopped goes on where it
    stopped when it is started again.

    Exit codes: 0 all is well, 1 an input failed, 2 usage, 130 interrupted.
    """
    # Late, for quick help.
    from service.classification import Classification, ClassificationError
    from service.destination import Options

    chosen = Options(**options, columns=Columns(text_column, title_column, id_column))
    if chosen.output_format == "parquet" and chosen.output is None:
        raise click.UsageError("--format parquet needs --output")
    try:
        all_well = Classification(files, chosen).run()
    except ClassificationError as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        click.echo("framing: interrupted", err=True)
        sys.exit(_INTERRUPTED)
    sys.exit(0 if all_well else _FAILED)
