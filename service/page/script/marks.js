// Sources, cues and loaded words as pieces of their sentences.

// For each sentence, the marks that lie in it, cut at its ends. A source may be named in another
// sentence than the one it speaks in, so marks go by where they are, not by where they were given.
export function marksBySentence(sentences) {
  const marks = new Map();
  for (const sentence of sentences) {
    if (sentence.boilerplate) continue;
    if (sentence.source) marks.set(`source ${sentence.source.start} ${sentence.source.end}`, {
      kind: "source", start: sentence.source.start, end: sentence.source.end,
    });
    for (const kind of ["cues", "loaded"]) {
      for (const { start, end } of sentence[kind]) {
        marks.set(`${kind} ${start} ${end}`, { kind: kind === "cues" ? "cue" : kind, start, end });
      }
    }
  }
  const sorted = [...marks.values()].sort((one, other) => one.start - other.start);
  const found = sentences.map(() => []);
  for (const mark of sorted) {
    let index = sentenceAt(sentences, mark.start);
    for (; index < sentences.length && sentences[index].start < mark.end; index += 1) {
      const start = Math.max(mark.start, sentences[index].start);
      const end = Math.min(mark.end, sentences[index].end);
      if (start < end) found[index].push({ kind: mark.kind, start, end });
    }
  }
  return found;
}

// The index of the sentence that holds an offset, or of the first one after it.
export function sentenceAt(sentences, offset) {
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle].end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

// A sentence's text in pieces, each with the kinds of the marks over it; marks may overlap.
export function pieces(text, sentence, marks) {
  const ends = new Set([sentence.start, sentence.end]);
  for (const mark of marks) ends.add(mark.start).add(mark.end);
  const cuts = [...ends].sort((one, other) => one - other);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index];
    const over = marks.filter((mark) => mark.start <= start && end <= mark.end);
    return { start, text: text.slice(start, end), kinds: [...new Set(over.map(({ kind }) => kind))] };
  });
}
