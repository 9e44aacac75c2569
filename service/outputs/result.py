"""What comes of an article on the command line."""

from dataclasses import dataclass
from typing import Any, Protocol

from model.checkpoint import Checkpoint
from model.reading import Reading
from service.problems import Problem
from service.reply import article_reply
from service.schemas import Offsets


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """An article that was read, or the problem that it met."""

    id: str
    language: str = ""
    reading: Reading | None = None
    is_html: bool = False
    problem: Problem | None = None

    def reply(self, checkpoint: Checkpoint, offsets: Offsets) -> dict[str, Any]:
        """The reply that the service would give."""
        if self.reading is None:
            problem = self.problem or Problem()
            return {"id": self.id, "problem": problem.document()}
        return article_reply(
            self.reading,
            checkpoint,
            article_id=self.id,
            language=self.language,
            offsets=offsets,
            with_text=self.is_html,
        )


class ResultWriter(Protocol):
    """Writes results in one format."""

    def write(self, result: ArticleResult) -> None:
        """Write one result."""
        ...

    def finish(self) -> None:
        """Write what belongs at the end."""
        ...
