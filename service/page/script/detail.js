// What is known of one sentence. Each part is a function of its own, in the order shown; a part
// that has nothing to say returns null.

import { button, element } from "./element.js";
import { VOICES, percent, voiceOf } from "./voices.js";

const PARTS = [voice, scores, cautions, speaker, words];

export class Detail {
  constructor() {
    this.body = element("div", { class: "detail-body" });
    this.element = element("aside", { class: "detail", "aria-label": "The sentence" }, this.body);
    this.show(null);
  }

  // Show a sentence of a reading, or what to do to see one. Jumps go by the navigation given.
  show(reading, index, navigation) {
    this.element.classList.toggle("empty", reading === null);
    if (reading === null) {
      this.body.replaceChildren(element("p", { class: "hint" },
        "Point at a sentence, or press j, to see how sure its label is and who speaks."));
      return;
    }
    const sentence = reading.sentences[index];
    const parts = PARTS.map((part) => part(sentence, reading, navigation));
    this.body.replaceChildren(...parts.filter(Boolean));
  }
}

function voice(sentence, reading, navigation) {
  const { name, who, style, definition, plural } = voiceOf(sentence);
  const same = reading.indices((one) => one.label === sentence.label && !one.boilerplate);
  return element("div", { class: "part" },
    element("p", { class: "position" },
      `Sentence ${sentence.index + 1} of ${reading.sentences.length}`,
      button("×", () => navigation.release(), {
        class: "let-go", "aria-label": "Let go of the sentence", "aria-keyshortcuts": "Escape",
      })),
    element("h2", {}, element("span", { class: `sample ${style}` }, name), ` · ${who}`),
    element("p", { class: "hint" }, definition),
    sentence.boilerplate ? null : stepper(plural, same, sentence.index, navigation));
}

function scores(sentence) {
  const rows = VOICES.map(({ label, name, style }) => {
    const bar = element("span", { class: `bar ${style}` });
    bar.style.inlineSize = `${100 * sentence.scores[label]}%`;
    return [
      element("dt", {}, name),
      element("dd", {}, element("span", { class: "track", "aria-hidden": "true" }, bar),
        element("span", { class: "number" }, percent(sentence.scores[label]))),
    ];
  });
  return element("dl", { class: "part scores", id: "detail-scores" }, rows);
}

function cautions(sentence) {
  const said = [
    sentence.boilerplate && "Not part of the story, such as a byline or a link: left out of the summary.",
    sentence.uncertain && !sentence.boilerplate && "Uncertain: the model is not sure enough of this label.",
    sentence.truncated && "Longer than the model reads at once: its end was not read.",
  ].filter(Boolean);
  return said.length ? element("ul", { class: "part cautions" }, said.map((one) => element("li", {}, one))) : null;
}

function speaker(sentence, reading, navigation) {
  if (!sentence.source) return null;
  const source = reading.speakers.get(sentence.index);
  return element("div", { class: "part" },
    element("h3", {}, "Source"),
    element("p", {}, button(source?.text ?? sentence.source.text,
      () => navigation.goToSource(sentence.index),
      { class: "link", dir: "auto", "aria-keyshortcuts": "s" })),
    source ? stepper("sentences from it", source.sentences, sentence.index, navigation) : null);
}

function words(sentence) {
  const lists = [["Cue", "cue", sentence.cues], ["Loaded", "loaded", sentence.loaded]]
    .filter(([, , spans]) => spans.length)
    .map(([name, kind, spans]) => [
      element("dt", {}, name),
      element("dd", {}, spans.map(({ text }, index) =>
        [index ? ", " : null, element("span", { class: `mark ${kind}`, dir: "auto" }, text)])),
    ]);
  return lists.length ? element("dl", { class: "part words" }, lists) : null;
}

// "2 of 5 claims", with the way to the one before and the one after.
function stepper(plural, indices, index, navigation) {
  const place = indices.indexOf(index);
  if (indices.length < 2 || place < 0) return null;
  const step = (name, sign, by) => button(sign, () => navigation.goNext(indices, by), {
    class: "step", "aria-label": `${name} of ${indices.length} ${plural}`,
  });
  return element("p", { class: "stepper" },
    step("One before", "‹", -1),
    element("span", {}, `${place + 1} of ${indices.length} ${plural}`),
    step("Next", "›", 1));
}
