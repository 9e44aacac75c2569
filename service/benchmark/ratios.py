"""This service against each of the others, and what it aims at."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.benchmark.contenders import FRAMING, INFINITY, INFINITY_INT8, PIPELINE, PIPELINE_TUNED
from service.benchmark.medians import Row

_CEILING = 0.85  # of the bare engine: the rest may cost less than 15 %


@dataclass(frozen=True, slots=True)
class Ratio:
    """This service's figure divided by another's; it should reach `aim`, or stay within it."""

    what: str
    value: float
    aim: float
    more_is_better: bool

    @property
    def reached(self) -> bool:
        """Whether the aim is met."""
        return self.value >= self.aim if self.more_is_better else self.value <= self.aim


def ratios(
    rows: Sequence[Row], engine: dict[int, float], arrivals: Sequence[float]
) -> tuple[Ratio, ...]:
    """Compare with whoever was measured.

    Sentences a second are those at the number of clients that suits each best. `engine` is
    the bare engine's rate, `arrivals` the percentiles at half of capacity.
    """
    by_name = {row.name: row for row in rows}
    ours = by_name.get(FRAMING)
    if ours is None:
        return ()
    ceiling = max(engine.values())
    found = [Ratio("speed to the bare engine's", ours.capacity / ceiling, _CEILING, True)]
    for name, aim in (
        (PIPELINE, 4.0),
        (PIPELINE_TUNED, 2.5),
        (INFINITY, 1.5),
        (INFINITY_INT8, 1.5),
    ):
        if rival := by_name.get(name):
            speed = ours.capacity / rival.capacity
            found.append(Ratio(f"speed to {name}", speed, aim, True))
    for name in (PIPELINE, PIPELINE_TUNED):
        if rival := by_name.get(name):
            p50 = ours.single[0] / rival.single[0]
            start = ours.first_reply / rival.first_reply
            found += [
                Ratio(f"p50 of one article to {name}", p50, 1 / 3, False),
                Ratio(f"start to first reply to {name}", start, 0.5, False),
                Ratio(f"resident memory to {name}", ours.memory / rival.memory, 0.5, False),
            ]
    if arrivals:
        spread = arrivals[-1] / arrivals[0]
        found.append(Ratio("p99 to p50 at half of capacity, one core", spread, 4.0, False))
    return tuple(found)
