// A reading: an article's text and what the service said of it. Offsets are UTF-16 units, so that
// `text.slice(start, end)` is what they point at.

import { marksBySentence } from "./marks.js";

const TITLE_CHARACTERS = 120;

export class Reading {
  constructor(text, reply, name) {
    this.text = text;
    this.reply = reply;
    this.sentences = reply.sentences;
    this.summary = reply.summary;
    this.marks = marksBySentence(this.sentences);
    this.title = title(this.sentences, name);
    this.speakers = speakers(this.summary);
    this.loadedWords = loadedWords(this.sentences);
  }

  // Runs of sentences that stand in one paragraph.
  paragraphs() {
    const found = [];
    for (const sentence of this.sentences) {
      const last = found.at(-1);
      if (last && last[0].paragraph === sentence.paragraph) last.push(sentence);
      else found.push([sentence]);
    }
    return found;
  }

  indices(condition) {
    return this.sentences.filter(condition).map(({ index }) => index);
  }
}

function title(sentences, name) {
  const first = sentences.find(({ heading, boilerplate }) => heading && !boilerplate)
    ?? sentences.find(({ boilerplate }) => !boilerplate) ?? sentences[0];
  if (!first) return name || "An article";
  const words = first.text.replace(/\s+/g, " ");
  if (words.length <= TITLE_CHARACTERS) return words;
  return `${words.slice(0, TITLE_CHARACTERS).replace(/[\uD800-\uDBFF]$|\s\S*$/, "")}…`;
}

// The source of each sentence by its fullest name: *Andriy Yermak* where the sentence says *he*.
function speakers(summary) {
  const found = new Map();
  for (const source of summary.sources) {
    for (const index of source.sentences) found.set(index, source);
  }
  return found;
}

// Loaded words as written first, with the sentences they stand in, the most used first.
function loadedWords(sentences) {
  const found = new Map();
  for (const sentence of sentences) {
    if (sentence.boilerplate) continue;
    for (const { text } of sentence.loaded) {
      const words = text.replace(/\s+/g, " ");
      const key = words.toLowerCase();
      if (!found.has(key)) found.set(key, { key, text: words, count: 0, sentences: [] });
      const entry = found.get(key);
      entry.count += 1;
      if (entry.sentences.at(-1) !== sentence.index) entry.sentences.push(sentence.index);
    }
  }
  return [...found.values()].sort((one, other) => other.count - one.count);
}
