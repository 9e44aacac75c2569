// What one of two articles has and the other has not.

const WORD = /[\p{L}\p{N}_]+/gu;
const NO_NAME = new Set((
  "a an the one two three four five some many most several all another other both no his her their "
  + "its our my your this that these those mr mrs ms dr sir"
).split(" "));

// Sources by who they are: a short name is the same as a longer one that holds it.
export function sourceDifferences(one, other) {
  return differences(one.summary.sources, other.summary.sources, sameSource);
}

export function wordDifferences(one, other) {
  return differences(one.loadedWords, other.loadedWords, (word, words) => word.key === words.key);
}

// `{first, both, second}`: what only the first has, pairs of what both have, what only the second.
function differences(first, second, same) {
  const both = [];
  const left = new Set(second);
  const onlyFirst = first.filter((item) => {
    const twin = second.find((candidate) => left.has(candidate) && same(item, candidate));
    if (!twin) return true;
    left.delete(twin);
    both.push([item, twin]);
    return false;
  });
  return { first: onlyFirst, both, second: [...left] };
}

function sameSource(one, other) {
  const [names, others] = [nameWords(one.text), nameWords(other.text)];
  if (!names.size || !others.size) return plain(one.text) === plain(other.text);
  const [fewer, more] = names.size <= others.size ? [names, others] : [others, names];
  return [...fewer].every((word) => more.has(word));
}

// The capitalised words of a source, without those that may begin any name.
function nameWords(text) {
  const words = text.match(WORD) ?? [];
  return new Set(words.filter((word) =>
    word[0] !== word[0].toLowerCase() && !NO_NAME.has(word.toLowerCase())));
}

function plain(text) {
  const words = (text.toLowerCase().match(WORD) ?? []);
  return words.filter((word, index) => index || !NO_NAME.has(word)).join(" ");
}
