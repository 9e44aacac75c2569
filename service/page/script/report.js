// Readings as HTML that stands alone: in a file, a mail or a document. Styles are inline, since
// little else survives being pasted.

import { markup } from "./markup.js";
import { pieces } from "./marks.js";
import { COLOURS, INK, LINES, QUIET } from "./palette.js";
import { facts } from "./summary.js";
import { NOT_PREDICTED, VOICES, count, density, percent, voiceOf } from "./voices.js";

const SERIF = "font-family: Georgia, 'Times New Roman', serif";
const SMALL = `font-size: 0.85em; color: ${QUIET}`;
const MARKS = { source: "font-weight: 600", cue: "font-style: italic", loaded: "font-weight: 700" };

export function reportDocument(readings) {
  const title = readings.map((reading) => reading.title).join(" / ");
  return String(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
</head>
<body style="max-width: 44rem; margin: 2rem auto; padding: 0 1rem">
${readings.map(section)}
</body>
</html>
`);
}

export function reportFragment(readings) {
  return String(markup`${readings.map(section)}`);
}

// The same for where only plain text is taken.
export function reportText(readings) {
  return readings.map((reading) => [
    reading.title,
    VOICES.map(({ label, name }) => `${name} ${percent(reading.summary.share[label])}`).join(", "),
    ...reading.sentences.map((sentence) => `[${tag(sentence)}] ${sentence.text.replace(/\s+/g, " ")}`),
  ].join("\n")).join("\n\n");
}

function section(reading) {
  const { summary, reply } = reading;
  return markup`<section style="${SERIF}; color: ${INK}; line-height: 1.6">
<h1 style="font-size: 1.5em; line-height: 1.25">${reading.title}</h1>
<p style="${SMALL}">${facts(reading).join(" · ")}</p>
<table style="border-collapse: collapse">
${VOICES.map(({ label, name, who, style }) => markup`<tr><th scope="row" style="text-align: left; font-weight: normal; padding-right: 1.5em"><span style="${underline(style)}">${name}</span> · ${who}</th><td style="text-align: right">${percent(summary.share[label])}</td></tr>
`)}</table>
<p>${density(summary)} loaded words in 1,000 words${summary.sources.length ? ". Sources: " : "."}${
  summary.sources.map(({ text, sentences }, index) => markup`${index ? "; " : ""}${text} (${count(sentences.length, "sentence")})`)}</p>
<p style="${SMALL}">${NOT_PREDICTED}</p>
${reading.paragraphs().map((sentences) => paragraph(reading, sentences))}
<p style="${SMALL}">Read by ${reply.model.name} ${reply.model.version}.</p>
</section>
`;
}

function paragraph(reading, sentences) {
  const spans = sentences.map((sentence) => {
    const marked = pieces(reading.text, sentence, reading.marks[sentence.index]).map(({ text, kinds }) =>
      kinds.length ? markup`<span style="${kinds.map((kind) => MARKS[kind]).join("; ")}">${text}</span>` : text);
    const doubt = sentence.uncertain && !sentence.boilerplate ? markup`<sup>?</sup>` : "";
    return markup`<span title="${spoken(sentence)}" style="${sentenceStyle(sentence)}">${marked}</span>${doubt} `;
  });
  return sentences.every(({ heading, boilerplate }) => heading && !boilerplate)
    ? markup`<h2 style="font-size: 1.2em" dir="auto">${spans}</h2>
` : markup`<p dir="auto">${spans}</p>
`;
}

function sentenceStyle(sentence) {
  return sentence.boilerplate ? SMALL : underline(voiceOf(sentence).style);
}

function underline(style) {
  return `text-decoration: underline ${LINES[style]} ${COLOURS[style]}; text-underline-offset: 0.2em`;
}

function spoken(sentence) {
  return VOICES.map(({ label, name }) => `${name} ${percent(sentence.scores[label])}`).join(", ");
}

function tag(sentence) {
  if (sentence.boilerplate) return "not part of the story";
  return voiceOf(sentence).name.toLowerCase() + (sentence.uncertain ? "?" : "");
}
