// An article in its own paragraphs, each sentence in its voice, sources in the margin.

import { element } from "./element.js";
import { pieces } from "./marks.js";
import { voiceOf } from "./voices.js";

export function articleElement(reading) {
  const article = element("article", { class: "article", "aria-label": reading.title });
  const paragraphs = reading.paragraphs();
  let titled = false;
  for (const sentences of paragraphs) {
    const isHeading = sentences.every(({ heading, boilerplate }) => heading && !boilerplate);
    const made = element(isHeading ? "h3" : "p", { class: "paragraph", dir: "auto" });
    if (isHeading && !titled) made.classList.add("headline");
    titled ||= isHeading;
    made.append(...paragraphNodes(reading, sentences));
    article.append(made);
  }
  return article;
}

function paragraphNodes(reading, sentences) {
  const nodes = [];
  let [speaker, before] = [null, null];
  for (const sentence of sentences) {
    if (before) {
      const between = reading.text.slice(before.end, sentence.start);
      if (between) nodes.push(/^\s*$/.test(between) ? " " : between);
    }
    before = sentence;
    const source = reading.speakers.get(sentence.index);
    if (source && source !== speaker) nodes.push(marginNote(source, sentence));
    if (source) speaker = source;
    nodes.push(sentenceElement(reading, sentence));
  }
  return nodes;
}

// The keyboard reaches the same jump from the sentence, so a note is no stop of its own.
function marginNote(source, sentence) {
  return element("button", {
    type: "button", class: "note", tabindex: "-1", dir: "auto", "data-source-of": sentence.index,
    "aria-label": `Source: ${source.text}. Go to where it is named.`,
  }, source.text);
}

function sentenceElement(reading, sentence) {
  const classes = ["sentence", sentence.boilerplate ? "boilerplate" : voiceOf(sentence).style];
  if (sentence.uncertain && !sentence.boilerplate) classes.push("uncertain");
  return element("span", {
    class: classes.join(" "), role: "group", "aria-roledescription": "sentence",
    "aria-label": spokenLabel(reading, sentence), "data-index": sentence.index, tabindex: "-1",
  }, pieces(reading.text, sentence, reading.marks[sentence.index]).map(markElement));
}

function spokenLabel(reading, sentence) {
  if (sentence.boilerplate) return "Not part of the story";
  const source = reading.speakers.get(sentence.index);
  return [
    voiceOf(sentence).name,
    source && ` by ${source.text}`,
    sentence.uncertain && ", uncertain",
  ].filter(Boolean).join("");
}

function markElement({ start, text, kinds }) {
  if (!kinds.length) return text;
  return element("span", { class: `mark ${kinds.join(" ")}`, "data-start": start }, text);
}
