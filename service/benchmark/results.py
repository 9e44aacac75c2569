"""All that a comparison says."""

from dataclasses import dataclass

from service.benchmark.medians import Arithmetic, Row
from service.benchmark.ratios import Ratio


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a run was made with: `seconds` is how long each load lasted."""

    machine: str
    model: str
    articles: int
    sentences: int
    rounds: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Results:
    """Medians by contender, the bare engine's rate by articles together, and the ratios.

    `arrivals` are this service's percentiles at half of capacity.
    """

    conditions: Conditions
    rows: tuple[Row, ...]
    engine: dict[int, float]
    arrivals: tuple[float, ...]
    arithmetic: Arithmetic | None
    ratios: tuple[Ratio, ...]
