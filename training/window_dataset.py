"""Training windows: drawn anew every time, so that a label never hangs on where windows fall."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch.utils.data import Dataset

from model.batches import SpecialTokens, WindowTokens, stack, window_tokens
from model.tokens import Ints
from model.windows import Window, pack_windows
from training.examples import Example, Floats

SHORTEST_WINDOW = 128


@dataclass(frozen=True, slots=True)
class TrainingWindow:
    """A window with the targets of its S sentences and T tokens."""

    tokens: WindowTokens
    labels: Floats
    label_weights: Floats
    boilerplate: Floats
    boilerplate_weights: Floats
    tags: Floats
    tag_weights: Floats


@dataclass(frozen=True, slots=True)
class Disturbance:
    """How training windows differ each time they are drawn.

    Each is moved and resized, and a share of its tokens is masked. Masking stands in for
    dropout, whose random numbers cost a CPU more than the encoder's arithmetic.
    """

    mask: int
    share: float


class WindowDataset(Dataset[TrainingWindow]):
    """The windows of some examples, each disturbed anew when it is drawn."""

    def __init__(
        self,
        examples: Sequence[Example],
        special: SpecialTokens,
        budget: int,
        disturbance: Disturbance,
    ) -> None:
        self.examples = examples
        self.special = special
        self.budget = budget
        self.disturbance = disturbance
        self.places = [
            (number, window)
            for number, example in enumerate(examples)
            for window in pack_windows(
                np.diff(example.text.bounds),
                np.zeros(len(example.labels), dtype=np.int64),
                budget - example.text.title_cost,
            )
        ]

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, index: int) -> TrainingWindow:
        return self.draw(index, self.random_length())

    def random_length(self) -> int:
        """How many tokens a window may have this time."""
        return int(torch.randint(min(SHORTEST_WINDOW, self.budget), self.budget + 1, ()))

    def draw(self, index: int, length: int) -> TrainingWindow:
        """Draw one window anew, of at most `length` tokens unless its first sentence has more."""
        number, window = self.places[index]
        example = self.examples[number]
        budget = self.budget - example.text.title_cost
        window = self._moved(window, np.diff(example.text.bounds), length - example.text.title_cost)
        drawn = training_window(example, window, self.special, budget)
        hidden = torch.rand(len(drawn.tokens.ids)).numpy() < self.disturbance.share
        hidden &= drawn.tokens.token >= 0
        ids = np.where(hidden, self.disturbance.mask, drawn.tokens.ids)
        return replace(drawn, tokens=replace(drawn.tokens, ids=ids))

    def _moved(self, window: Window, lengths: Ints, length: int) -> Window:
        """Start up to half a window earlier or later, and read as far as `length` tokens go."""
        reach = max(1, (window.last - window.first) // 2)
        first = int(window.first + torch.randint(-reach, reach + 1, ()))
        first = min(max(first, 0), len(lengths) - 1)
        last = first + 1 + int(np.searchsorted(np.cumsum(lengths[first:]), length, side="right"))
        last = max(first + 1, min(last - 1, len(lengths)))
        return Window(first, last, first, last)


class MixedWindows(Dataset[TrainingWindow]):
    """The windows of one data set, and so many of another's, drawn at random.

    The windows of a batch are drawn to one length, so that little of it is padding.
    """

    def __init__(self, windows: WindowDataset, others: WindowDataset | None, size: int) -> None:
        self.windows = windows
        self.others = others
        self.size = size if others else 0

    def __len__(self) -> int:
        return len(self.windows) + self.size

    def __getitem__(self, index: int) -> TrainingWindow:
        return self._draw(index, self.windows.random_length())

    def __getitems__(self, indices: list[int]) -> list[TrainingWindow]:
        """Draw a batch; PyTorch asks for one so where it can."""
        length = self.windows.random_length()
        return [self._draw(index, length) for index in indices]

    def _draw(self, index: int, length: int) -> TrainingWindow:
        if self.others is None or index < len(self.windows):
            return self.windows.draw(index, length)
        return self.others.draw(int(torch.randint(len(self.others), ())), length)


def training_window(
    example: Example, window: Window, special: SpecialTokens, budget: int
) -> TrainingWindow:
    """Cut a window and its targets out of an example."""
    tokens = window_tokens(example.text, window, special, budget)
    sentences = slice(window.begin, window.end)
    return TrainingWindow(
        tokens=tokens,
        labels=example.labels[sentences],
        label_weights=example.label_weights[sentences],
        boilerplate=example.boilerplate[sentences],
        boilerplate_weights=example.boilerplate_weights[sentences],
        tags=_of_tokens(example.tags, tokens),
        tag_weights=_of_tokens(example.tag_weights, tokens),
    )


def _of_tokens(values: Floats, tokens: WindowTokens) -> Floats:
    """Values of a window's tokens; 0 for its title and special tokens."""
    inside = tokens.token >= 0
    found = np.zeros((len(inside), values.shape[1]), dtype=np.float32)
    found[inside] = values[tokens.token[inside]]
    return found


@dataclass(frozen=True, slots=True)
class WindowCollator:
    """Stacks training windows into padded tensors, by the names of the network's arguments."""

    special: SpecialTokens

    def __call__(self, windows: Sequence[TrainingWindow]) -> dict[str, torch.Tensor]:
        """Pad and stack."""
        batch = stack([window.tokens for window in windows], self.special)
        _, sentences, tokens = batch.membership.shape

        def pad(name: str, longest: int) -> torch.Tensor:
            rows = []
            for window in windows:
                values = getattr(window, name)
                widths = [(0, longest - len(values))] + [(0, 0)] * (values.ndim - 1)
                rows.append(np.pad(values, widths))
            return torch.from_numpy(np.stack(rows).astype(np.float32))

        return {
            **{name: torch.from_numpy(array) for name, array in batch.arrays().items()},
            "labels": pad("labels", sentences),
            "label_weights": pad("label_weights", sentences),
            "boilerplate": pad("boilerplate", sentences),
            "boilerplate_weights": pad("boilerplate_weights", sentences),
            "tags": pad("tags", tokens),
            "tag_weights": pad("tag_weights", tokens),
        }
