"""`framing benchmark`."""

import json
import shutil
import subprocess
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from model.checkpoint import ONNX, SHIPPED_WEIGHTS, CheckpointError, check_files

_WIDTH = 120
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MODEL = click.option(
    "--model",
    type=click.Path(path_type=Path),
    default=SHIPPED_WEIGHTS,
    help="Model folder.  [the weights shipped]",
)
_OUTPUT = click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("runs/benchmark"),
    show_default=True,
    help="Folder for the figures as JSON and PNG.",
)


@click.group(invoke_without_command=True)
@click.option("--article", type=_FILE, help="Text of one article to time.  [the seed article]")
@click.option(
    "--articles",
    type=_FILE,
    help="Articles to load everybody with: JSON Lines of `text` or labelled `sentences`.  "
    "[the test split of the project's corpus]",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=1000,
    show_default=True,
    help="Read no more articles.",
)
@click.option(
    "--rounds",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help="How often everybody is started.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    help="How long each load lasts.",
)
@click.option(
    "--infinity",
    type=_FILE,
    help="The command infinity_emb of an environment of its own.  [if on the path]",
)
@_MODEL
@_OUTPUT
@click.pass_context
def benchmark(
    context: click.Context,
    article: Path | None,
    articles: Path | None,
    limit: int,
    rounds: int,
    seconds: float,
    infinity: Path | None,
    model: Path,
    output: Path,
) -> None:
    """Measure speed, side by side with what else a user could run.

    Each round starts everybody once and posts whole articles, in turn: to this service, to
    FastAPI around a Hugging Face pipeline with the same encoder, to infinity-emb where it is
    installed, and gives the engine alone the same windows. Medians, ratios to this service,
    and the part of this machine's int8 peak that the model reaches are printed.

    `framing benchmark growth` and `framing benchmark profile` look at this service alone.
    """
    if context.invoked_subcommand is not None:
        return
    _check(model, "httpx", "onnx", "matplotlib")
    from service.benchmark import articles as given  # late, for quick help
    from service.benchmark.run import run_comparison

    found = infinity or (Path(which) if (which := shutil.which("infinity_emb")) else None)
    try:
        results = run_comparison(
            model=model,
            file=articles or given.CORPUS,
            limit=limit,
            article=article or given.SEED_ARTICLE,
            rounds=rounds,
            seconds=seconds,
            infinity=found and found.absolute(),
            notice=_notice,
        )
    except given.ArticlesError as error:
        raise click.ClickException(str(error)) from None
    from service.benchmark.figure import draw_results
    from service.benchmark.tables import print_results

    print_results(results, _console())
    _write(output / "comparison.json", asdict(results))
    draw_results(results, output / "comparison.png")
    _notice(f"written: {output / 'comparison.json'}, {output / 'comparison.png'}")


@benchmark.command()
@click.option(
    "--most-sentences",
    type=click.IntRange(10),
    default=100_000,
    show_default=True,
    help="Sentences of the longest article.",
)
@click.option(
    "--most-articles",
    type=click.IntRange(1),
    default=1_000,
    show_default=True,
    help="Articles of the largest batch.",
)
@_MODEL
@_OUTPUT
def growth(most_sentences: int, most_articles: int, model: Path, output: Path) -> None:
    """Measure time and memory as the work of `framing classify` grows.

    From 10 sentences in one article to 100,000, and from 1 article to 1,000. Prints the time
    a sentence beyond the command's start, and peak memory.
    """
    _check(model, "matplotlib")
    from service.benchmark.articles import CORPUS, SEED_ARTICLE, ArticlesError, read_articles
    from service.benchmark.growth import measure_growth
    from service.benchmark.growth_report import draw_growth, print_growth
    from service.benchmark.machine import machine

    try:
        (seed,) = read_articles(SEED_ARTICLE)
        found = measure_growth(
            model, read_articles(CORPUS), seed, most_sentences, most_articles, _notice
        )
    except ArticlesError as error:
        raise click.ClickException(str(error)) from None
    except subprocess.CalledProcessError as error:
        raise click.ClickException(f"framing classify ended with {error.returncode}") from None
    print_growth(found, machine(), _console())
    _write(output / "growth.json", asdict(found))
    draw_growth(found, machine(), output / "growth.png")
    _notice(f"written: {output / 'growth.json'}, {output / 'growth.png'}")


@benchmark.command()
@click.option("--article", type=_FILE, help="Text of the article.  [the seed article]")
@click.option(
    "--seconds",
    type=click.FloatRange(min=1),
    default=20.0,
    show_default=True,
    help="How long the service is sampled.",
)
@_MODEL
@_OUTPUT
def profile(article: Path | None, seconds: float, model: Path, output: Path) -> None:
    """Show where the microseconds of an article go.

    The service runs as it always does, answers one client, and is sampled by py-spy, which
    must be allowed to look into another process.
    """
    _check(model, "httpx")
    from service.benchmark.articles import SEED_ARTICLE, ArticlesError, read_articles
    from service.benchmark.contenders import framing_service
    from service.benchmark.hot_path import ProfileError, profile_service
    from service.benchmark.machine import machine
    from service.benchmark.process import StartError
    from service.benchmark.profile_report import print_profile

    try:
        articles = read_articles(article or SEED_ARTICLE)
        found = profile_service(framing_service(model), articles, seconds)
    except (ArticlesError, ProfileError, StartError) as error:
        raise click.ClickException(str(error)) from None
    print_profile(found, machine(), _console())
    _write(output / "profile.json", asdict(found))
    _notice(f"written: {output / 'profile.json'}")


def _check(model: Path, *packages: str) -> None:
    """Refuse at once what could only fail later."""
    if missing := [name for name in packages if find_spec(name) is None]:
        raise click.ClickException(
            f"this needs {', '.join(missing)}: "
            "pip install -e '.[train,benchmark]' in the project's folder brings it"
        )
    try:
        check_files(model)
    except CheckpointError as error:
        raise click.ClickException(f"the model cannot be served: {error}") from None
    if not (model / ONNX).is_file():
        raise click.ClickException(
            f"{model / ONNX}: missing; the default engine is what is measured"
        )


def _write(file: Path, document: dict[str, Any]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from None


def _console() -> Console:
    """As wide as the terminal, and where there is none, wide enough for every table."""
    console = Console()
    return console if console.is_terminal else Console(width=_WIDTH)


def _notice(text: str) -> None:
    click.echo(text, err=True)
