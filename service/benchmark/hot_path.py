"""Where the microseconds of an article go: the running service, sampled from outside by py-spy."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from service.benchmark.articles import BenchmarkArticle
from service.benchmark.contenders import Contender
from service.benchmark.load import Load, closed_loop
from service.benchmark.process import running

_SAMPLES_A_SECOND = 500
_SHOWN_LINES = 15
_FRAME = re.compile(r"(?P<function>.+) \((?P<place>.+)\)")
_REST = "HTTP, event loop, threads"

# The innermost frame that one of these knows says whose a sample is.
_STEPS = (
    ("engine", re.compile(r"onnxruntime/|model/backends/|torch/")),
    ("language detection", re.compile(r"model/language\.py|lingua/")),
    ("splitting", re.compile(r"model/sentences/")),
    ("tokenizing", re.compile(r"model/tokens\.py")),
    ("packing and stacking", re.compile(r"model/(windows|batches)\.py")),
    ("reading", re.compile(r"model/(spans|sources|probabilities|reading)\.py")),
    ("reply and JSON", re.compile(r"service/(reply|reader)\.py|model/summary\.py")),
    ("sharing batches", re.compile(r"service/(scheduler|lanes|admission)\.py")),
)
_PREDICTION = re.compile(r"model/prediction\.py")
_PREDICTION_READS = ("read", "own_logits")


class ProfileError(Exception):
    """The service could not be sampled; the message says why."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Microseconds an article, by step and by line of code, and what the client saw."""

    steps: dict[str, float]
    lines: dict[str, float]
    articles: int
    latency: float

    @property
    def total(self) -> float:
        """All that was sampled."""
        return sum(self.steps.values())


def profile_service(
    contender: Contender, articles: Sequence[BenchmarkArticle], seconds: float
) -> Profile:
    """Let one client post articles for some seconds, and sample what the service does.

    Only threads at work are sampled. Raises `ProfileError` where py-spy may not look.
    """
    executable = shutil.which("py-spy") or shutil.which("py-spy", path=Path(sys.executable).parent)
    if executable is None:
        raise ProfileError(
            "this needs py-spy: pip install -e '.[train,benchmark]' in the project's folder "
            "brings it"
        )
    with TemporaryDirectory(prefix="framing-profile-") as folder:
        file = Path(folder) / "stacks"
        with running(contender, articles[0]) as server:
            closed_loop(contender, server.url, articles, 1, seconds / 4)  # warms up
            command = [
                *(executable, "record", "--pid", str(server.process), "--output", str(file)),
                *("--format", "raw", "--rate", str(_SAMPLES_A_SECOND), "--nonblocking"),
                *("--duration", str(max(1, round(seconds)))),
            ]
            with subprocess.Popen(  # noqa: S603 - our own command
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
            ) as sampler:
                load = closed_loop(contender, server.url, articles, 1, seconds)
                _, said = sampler.communicate()
        if sampler.returncode or not file.is_file():
            raise ProfileError(f"py-spy could not sample the service: {said.strip()}")
        return _profile(file.read_text(encoding="utf-8"), load)


def _profile(stacks: str, load: Load) -> Profile:
    steps: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for stack in stacks.splitlines():
        frames, _, count = stack.rpartition(" ")
        step, frame = step_of(frames.split(";"))
        steps[step] += int(count)
        lines[frame] += int(count)
    scale = 1e6 / _SAMPLES_A_SECOND / len(load.latencies)
    return Profile(
        steps={name: scale * count for name, count in steps.most_common()},
        lines={name: scale * count for name, count in lines.most_common(_SHOWN_LINES)},
        articles=len(load.latencies),
        latency=load.percentile(50),
    )


def step_of(frames: Sequence[str]) -> tuple[str, str]:
    """Tell whose a stack is, outermost frame first, and which line of this service it is in."""
    for frame in reversed(frames):
        found = _FRAME.fullmatch(frame)
        place = found["place"] if found else frame
        for step, pattern in _STEPS:
            if pattern.match(place):
                return step, frame
        if found and _PREDICTION.match(place):
            reads = found["function"].rpartition(".")[2].startswith(_PREDICTION_READS)
            return ("reading" if reads else "packing and stacking"), frame
    return _REST, frames[-1]
