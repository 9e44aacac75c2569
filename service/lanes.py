"""Whose turn it is: windows of waiting requests, dealt out fairly."""

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from model.batches import WindowTokens
from model.prediction import FramingModel, WindowLogits
from service.admission import Ticket

SHARE_TOKENS = 512  # of a turn, for each visit to a lane
_FEWEST_SHARES, _MOST_SHARES = 2, 8  # in a turn


@dataclass(eq=False, slots=True)
class Job:
    """The windows of one article, waiting for their logits."""

    ticket: Ticket
    model: FramingModel
    windows: Sequence[WindowTokens]
    settle: Callable[[Exception | None], None]
    taken: int = 0
    logits: list[WindowLogits] = field(default_factory=list)
    abandoned: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """Consecutive windows of a job that are run in one turn."""

    job: Job
    windows: Sequence[WindowTokens]
    tokens: int


class Lanes:
    """A lane for each request, in the order they came; every turn goes round the lanes.

    A lane gives up to a share of tokens and goes to the end, so a long article is done
    while short ones pass it by, and small requests fill one turn together.
    """

    def __init__(self, share_tokens: int = SHARE_TOKENS) -> None:
        self._share_tokens = share_tokens
        self._lanes: OrderedDict[Ticket, deque[Job]] = OrderedDict()

    def __bool__(self) -> bool:
        return bool(self._lanes)

    def add(self, job: Job) -> None:
        """Put a job at the end of its request's lane."""
        self._lanes.setdefault(job.ticket, deque()).append(job)

    def take(self, turn_tokens: int | None = None, now: float = 0.0) -> list[Slice]:
        """Take the next turn: at most `turn_tokens`, but one window if any waits.

        Unless told otherwise a turn grows with the lanes: short while few wait, so that who
        comes next need not wait long; longer while many do, so that windows of like length
        meet. Jobs that were abandoned, or whose deadline is before `now`, are dropped.
        """
        shares = max(_FEWEST_SHARES, min(_MOST_SHARES, len(self._lanes)))
        left = shares * self._share_tokens if turn_tokens is None else turn_tokens
        turn: list[Slice] = []
        while self._lanes:
            ticket, jobs = self._lanes.popitem(last=False)
            used = self._visit(jobs, left, now, turn)
            left -= used
            if jobs:
                self._lanes[ticket] = jobs
                if not used:  # its next window has no room left: it is the first of the next turn
                    self._lanes.move_to_end(ticket, last=False)
                    break
        return turn

    def _visit(self, jobs: deque[Job], left: int, now: float, turn: list[Slice]) -> int:
        """Take windows of a lane's jobs, up to a share of tokens; tells how many tokens.

        The first window of a visit may be larger than a share, the first of a turn larger
        than the turn.
        """
        used = 0
        while jobs:
            job = jobs[0]
            if job.abandoned or job.ticket.deadline < now:
                jobs.popleft()
                continue
            begin, tokens = job.taken, 0
            while job.taken < len(job.windows):
                length = len(job.windows[job.taken].ids)
                room = min(self._share_tokens, left) if used + tokens else left
                if used + tokens + length > room and (turn or used + tokens):
                    break
                tokens += length
                job.taken += 1
            if tokens:
                turn.append(Slice(job, job.windows[begin : job.taken], tokens))
                used += tokens
            if job.taken < len(job.windows):
                break
            jobs.popleft()
        return used
