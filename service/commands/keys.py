"""`framing keys`."""

from pathlib import Path

import click

from service.key_file import KeyFileError, add_key, read_keys, revoke_keys
from service.keys import Scope, new_key

_MOST_NAME_CHARACTERS = 64

_file = click.option(
    "--keys",
    "path",
    envvar="FRAMING_KEYS",
    show_envvar=True,
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file of keys.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def keys() -> None:
    """Add, list and revoke the keys that clients need.

    A service that is started with FRAMING_KEYS, or --keys, asks each client for a key of that
    file. A change to the file holds from the next request on, without a restart.
    """


@keys.command()
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([str(scope) for scope in Scope]),
    default=[str(Scope.CLASSIFY)],
    help="What the key is for; may be given more than once.  [classify]",
)
@click.option(
    "--requests-per-minute",
    type=click.IntRange(min=1),
    help="How often it may be used.  [FRAMING_KEY_REQUESTS_PER_MINUTE of the service]",
)
@_file
def add(name: str, scopes: tuple[str, ...], requests_per_minute: int | None, path: Path) -> None:
    """Make a key for NAME and print it, once.

    The file keeps a hash of it. NAME says whose it is; logs show the key's id instead.
    """
    if not name.strip() or not name.isprintable() or len(name) > _MOST_NAME_CHARACTERS:
        raise click.BadParameter(
            f"should be 1 to {_MOST_NAME_CHARACTERS} characters that can be printed",
            param_hint="NAME",
        )
    key, shown = new_key(name, map(Scope, scopes), requests_per_minute)
    try:
        add_key(path, key)
    except KeyFileError as error:
        raise click.ClickException(str(error)) from None
    click.echo(shown)
    click.echo(f"{key.id} stands in {path}; the key itself is not shown again", err=True)


@keys.command("list")
@_file
def list_keys(path: Path) -> None:
    """List the keys.

    Each is a line of id, name, scopes, requests a minute and when it was made, with tabs
    between.
    """
    try:
        found = read_keys(path)
    except KeyFileError as error:
        raise click.ClickException(str(error)) from None
    for key in found:
        scopes = ",".join(scope for scope in Scope if scope in key.scopes)
        rate = str(key.requests_per_minute or "default")
        click.echo("\t".join((key.id, key.name, scopes, rate, key.created)))


@keys.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@_file
def revoke(ids: tuple[str, ...], path: Path) -> None:
    """Revoke keys by the ids that `framing keys list` shows."""
    try:
        revoked = revoke_keys(path, set(ids))
    except KeyFileError as error:
        raise click.ClickException(str(error)) from None
    for key in revoked:
        click.echo(f"revoked {key.id}, {key.name}", err=True)
