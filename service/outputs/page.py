"""Readings as a page that stands alone: no script, nothing from elsewhere."""

from html import escape
from itertools import groupby
from typing import TextIO

from model.labels import LABELS
from model.reading import LabelledSentence, Reading
from model.summary import summarise
from service.outputs.result import ArticleResult
from service.outputs.styles import BOILERPLATE, STYLES

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Whose voice is each sentence?</title>
<style>
body {{ max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 Georgia, serif }}
h2 {{ font: 600 1rem/1.4 system-ui, sans-serif; border-bottom: 1px solid #cbd2d9 }}
.legend, .summary {{ font: 0.85rem/1.5 system-ui, sans-serif; color: #52606d }}
.heading {{ font-size: 1.2em }}
.uncertain {{ border-bottom: 2px dotted #b7791f }}
{styles}
</style>
</head>
<body>
<p class="legend">{legend}</p>
"""


class PageWriter:
    """Writes each article with its sentences in their voices."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        styles = [f".{label.value} {{ {STYLES[label].css} }}" for label in LABELS]
        styles.append(f".boilerplate {{ {BOILERPLATE.css} }}")
        legend = [
            f'<span class="{label.value}">{label.value}</span> ({escape(label.voice)})'
            for label in LABELS
        ]
        legend += ['<span class="uncertain">uncertain</span>']
        legend += ['<span class="boilerplate">boilerplate</span>']
        self._file.write(_HEAD.format(styles="\n".join(styles), legend=" · ".join(legend)))

    def write(self, result: ArticleResult) -> None:
        """Write one article, or why there is none."""
        self._file.write(f"<h2>{escape(result.id)}</h2>\n")
        if result.reading is None:
            detail = result.problem.detail if result.problem is not None else ""
            self._file.write(f'<p class="summary">{escape(detail)}</p>\n')
            return
        paragraphs = groupby(result.reading.sentences, key=lambda one: one.sentence.paragraph)
        for _, sentences in paragraphs:
            spans = " ".join(_span(result.reading, one) for one in sentences)
            self._file.write(f"<p>{spans}</p>\n")
        shares = summarise(result.reading).share
        summary = " · ".join(f"{label.value} {shares[label]:.0%}" for label in LABELS)
        self._file.write(f'<p class="summary">{summary}</p>\n')

    def finish(self) -> None:
        """Close the page."""
        self._file.write("</body>\n</html>\n")


def _span(reading: Reading, one: LabelledSentence) -> str:
    classes = ["boilerplate" if one.boilerplate else one.label.value]
    classes += ["heading"] if one.sentence.heading else []
    classes += ["uncertain"] if one.uncertain and not one.boilerplate else []
    scores = ", ".join(
        f"{label.value} {score:.2f}" for label, score in zip(LABELS, one.scores, strict=True)
    )
    words = escape(reading.text[one.sentence.start : one.sentence.end])
    return f'<span class="{" ".join(classes)}" title="{scores}">{words}</span>'
