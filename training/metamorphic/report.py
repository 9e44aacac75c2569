"""Outcomes as tables: for a terminal, and as Markdown for a model card."""

from collections.abc import Iterable, Iterator, Sequence

from rich.table import Table

from model.labels import LABELS
from training.metamorphic.measure import Outcome

_HEADER = (
    "change",
    "labels must",
    "pairs",
    "wrong",
    "wrong where certain",
    "probability moved",
    "flips in its context",
)
_GROUPS_HEADER = ("", "group", "sentences", *map(str, LABELS))


def outcome_table(outcomes: Iterable[Outcome]) -> Table:
    """A row for each transformation."""
    return _table(_HEADER, _outcome_rows(outcomes))


def group_table(outcomes: Iterable[Outcome]) -> Table:
    """A row for each group, and for the largest gap between two."""
    return _table(_GROUPS_HEADER, _group_rows(outcomes))


def markdown(outcomes: Sequence[Outcome]) -> str:
    """Both tables, as a model card has them."""
    tables = (
        (_HEADER, _outcome_rows(outcomes)),
        (_GROUPS_HEADER, _group_rows(outcomes)),
    )
    return "\n\n".join("\n".join(_markdown_lines(*table)) for table in tables) + "\n"


def _outcome_rows(outcomes: Iterable[Outcome]) -> Iterator[Sequence[str]]:
    for one in outcomes:
        yield (
            one.name,
            "flip" if one.must_flip else "stay",
            f"{one.pairs:,}",
            _percent(one.failure_rate),
            _percent(one.certain_failure_rate),
            "-" if one.change is None else f"{one.change:.3f}",
            _percent(one.context_flip_rate),
        )


def _group_rows(outcomes: Iterable[Outcome]) -> Iterator[Sequence[str]]:
    for one in outcomes:
        count = f"{one.group_sentences:,}"
        for group, shares in one.shares.items():
            yield (one.name, group, count, *(_percent(shares[label]) for label in LABELS))
        if (gap := one.gap) is not None:
            between = f": {gap.most} over {gap.least}" if gap.size else ""
            cells = ("-" if label is not gap.label else _percent(gap.size) for label in LABELS)
            yield (one.name, f"largest gap{between}", count, *cells)


def _percent(rate: float | None) -> str:
    return "-" if rate is None else f"{100 * rate:.1f} %"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(*header)
    for row in rows:
        table.add_row(*row)
    return table


def _markdown_lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield "|---" * len(header) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
