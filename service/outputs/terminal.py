"""A reading for the eye: the article as it stands, each sentence in its voice."""

from itertools import groupby

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from model.labels import LABELS
from model.reading import LabelledSentence, Reading
from model.summary import summarise
from service.outputs.result import ArticleResult
from service.outputs.styles import BOILERPLATE, STYLES, UNCERTAIN_MARK, visible

_MOST_SOURCES = 5


class TerminalWriter:
    """Writes readings in colour; problems are told elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._told_legend = False

    def write(self, result: ArticleResult) -> None:
        """Print one article and what it comes to."""
        if result.reading is None:
            return
        if not self._told_legend:
            self._console.print(_legend())
            self._told_legend = True
        self._console.print(Rule(Text(visible(result.id)), align="left", style="dim"))
        paragraphs = groupby(result.reading.sentences, key=lambda one: one.sentence.paragraph)
        for _, sentences in paragraphs:
            self._console.print(_paragraph(result.reading, list(sentences)))
            self._console.print()
        self._console.print(_summary(result.reading))

    def finish(self) -> None:
        """Nothing is left to print."""


def _legend() -> Text:
    legend = Text()
    for label in LABELS:
        legend.append(label.value, STYLES[label].terminal)
        legend.append(f" ({label.voice})   ", "dim")
    legend.append(UNCERTAIN_MARK, "bold yellow")
    legend.append(" uncertain   ", "dim")
    legend.append("boilerplate", BOILERPLATE.terminal)
    return legend


def _paragraph(reading: Reading, sentences: list[LabelledSentence]) -> Text:
    paragraph = Text()
    for one in sentences:
        if paragraph:
            paragraph.append(" ")
        style = BOILERPLATE.terminal if one.boilerplate else STYLES[one.label].terminal
        words = reading.text[one.sentence.start : one.sentence.end]
        paragraph.append(visible(words), f"{style} underline" if one.sentence.heading else style)
        if one.uncertain and not one.boilerplate:
            paragraph.append(UNCERTAIN_MARK, "bold yellow")
    return paragraph


def _summary(reading: Reading) -> Text:
    summary = summarise(reading)
    lines = Text()
    for label in LABELS:
        share = summary.share[label]
        lines.append(f"{label.value:18}", STYLES[label].terminal)
        lines.append(f"{share:5.0%}  ")
        lines.append("█" * round(30 * share) + "\n", STYLES[label].terminal)
    lines.append(
        f"{summary.sentences} sentences, {summary.boilerplate} boilerplate, "
        f"{summary.uncertain} uncertain, "
        f"{summary.loaded_per_1000_words:.1f} loaded words per 1,000\n",
        "dim",
    )
    if summary.sources:
        named = "; ".join(
            f"{visible(source.text)} ({len(source.sentences)})"
            for source in summary.sources[:_MOST_SOURCES]
        )
        lines.append(f"sources: {named}\n", "dim")
    return lines
