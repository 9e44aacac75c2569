// Readings as the JSON that the service gives by default: with offsets in Unicode code points, and
// with the article, since the reading means nothing without it.

export function dataDocument(readings) {
  const replies = readings.map(withCodePoints);
  return JSON.stringify(replies.length === 1 ? replies[0] : { results: replies }, null, 2);
}

export function withCodePoints({ text, reply }) {
  const point = codePoints(text);
  const moved = (span) => span && { ...span, start: point(span.start), end: point(span.end) };
  const { id, language, ...others } = reply;
  return {
    id, language, ...others, text,
    sentences: reply.sentences.map((sentence) => ({
      ...moved(sentence),
      source: moved(sentence.source),
      cues: sentence.cues.map(moved),
      loaded: sentence.loaded.map(moved),
    })),
  };
}

// How UTF-16 offsets become code points: less one for each pair of units before.
function codePoints(text) {
  const pairs = [];
  for (const { index } of text.matchAll(/[\u{10000}-\u{10ffff}]/gu)) pairs.push(index);
  return (at) => {
    let [low, high] = [0, pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle] < at) low = middle + 1;
      else high = middle;
    }
    return at - low;
  };
}
