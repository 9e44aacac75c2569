"""Who gets in: a bound on the tokens that wait, and an honest word to those turned away."""

import math
from types import TracebackType

from service.problems import DeadlineMissed, QueueFull

_FIRST_RATE = 2_000.0  # tokens a second, until the first turn has been measured
_WEIGHT = 0.2  # of the latest turn in the present rate
_LONGEST_WAIT = 600  # seconds


class Ticket:
    """One admitted request, and the tokens that it still has to have computed."""

    def __init__(self, admission: "Admission", tokens: int, deadline: float) -> None:
        self.tokens = tokens
        self.deadline = deadline
        self._admission = admission

    def change(self, tokens: int) -> None:
        """Correct what is left: an estimate that was off, or work that is done."""
        self.tokens = max(0, self.tokens + tokens)

    def __enter__(self) -> "Ticket":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._admission.release(self)


class Admission:
    """Keeps the tickets. Belongs to the event loop's thread.

    Turns are fair by request (see `Lanes`), so a new request waits for no more of each
    other request than its own length.
    """

    def __init__(self, queue_tokens: int) -> None:
        self._queue_tokens = queue_tokens
        self._tickets: set[Ticket] = set()
        self._rate: float | None = None

    @property
    def rate(self) -> float:
        """Tokens a second, as lately measured."""
        return self._rate or _FIRST_RATE

    @property
    def waiting_tokens(self) -> int:
        """Tokens admitted and not computed yet."""
        return sum(ticket.tokens for ticket in self._tickets)

    def admit(self, tokens: int, now: float, deadline: float) -> Ticket:
        """Let a request of about so many tokens in; times are the event loop's, in seconds.

        Raises `QueueFull` where the bound is reached; a request larger than the bound gets
        in when nothing else waits. Raises `DeadlineMissed` where it could not be done in time.
        """
        excess = self.waiting_tokens + tokens - self._queue_tokens
        if excess > 0 and self._tickets:
            raise QueueFull(
                "More work waits than the service accepts.", retry_after=self._seconds(excess)
            )
        ahead = sum(min(ticket.tokens, tokens) for ticket in self._tickets)
        late = (ahead + tokens) / self.rate - (deadline - now)
        if self._rate is not None and late > 0:
            raise DeadlineMissed(
                "The request could not be done by its deadline.",
                retry_after=_clamped(late),
            )
        ticket = Ticket(self, tokens, deadline)
        self._tickets.add(ticket)
        return ticket

    def release(self, ticket: Ticket) -> None:
        """Take a ticket back, with whatever it had left."""
        self._tickets.discard(ticket)

    def measured(self, tokens: int, seconds: float) -> None:
        """Learn from a turn how fast the service is at present."""
        rate = tokens / max(seconds, 1e-6)
        self._rate = rate if self._rate is None else _WEIGHT * rate + (1 - _WEIGHT) * self._rate

    def _seconds(self, tokens: int) -> int:
        return _clamped(tokens / self.rate)


def _clamped(seconds: float) -> int:
    return max(1, min(_LONGEST_WAIT, math.ceil(seconds)))
