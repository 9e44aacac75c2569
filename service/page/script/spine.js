// The whole article as a strip of its voices: each as long as its sentence, and as wide as
// befits its voice, so that it can be read without colour. It works as a slider.

import { drawing, element } from "./element.js";
import { sentenceAt } from "./marks.js";
import { VOICES, voiceOf } from "./voices.js";

const WIDTHS = { report: 4, claim: 7, opinion: 10, boilerplate: 2 };
const WIDTH = 10;

// The strip as one path for each voice: `[{style, path}]`, along the y axis by characters.
export function spinePaths(reading) {
  const paths = new Map([...VOICES.map(({ style }) => [style, ""]), ["boilerplate", ""]]);
  for (const sentence of reading.sentences) {
    const style = sentence.boilerplate ? "boilerplate" : voiceOf(sentence).style;
    const band = `M0 ${sentence.start}H${WIDTHS[style]}V${sentence.end}H0Z`;
    paths.set(style, paths.get(style) + band);
  }
  return [...paths].map(([style, path]) => ({ style, path }));
}

export class Spine {
  constructor(reading, article, navigation) {
    this.reading = reading;
    this.article = article;
    this.navigation = navigation;
    this.length = Math.max(1, reading.sentences.at(-1)?.end ?? 1);
    this.window = element("div", { class: "window" });
    this.here = element("div", { class: "here", hidden: true });
    this.element = element("div", {
      class: "spine", role: "slider", tabindex: "0", "aria-orientation": "vertical",
      "aria-label": "The voices of the whole article", "aria-valuemin": "1",
      "aria-valuemax": reading.sentences.length, "aria-valuenow": "1",
      "aria-valuetext": this.spoken(0),
    }, this.drawing(), this.window, this.here);
    this.element.addEventListener("pointerdown", (event) => this.press(event));
    this.element.addEventListener("pointermove", (event) => event.buttons && this.press(event));
    this.element.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.follow()).observe(article);
  }

  // Show which sentence is the current one.
  point(index) {
    this.here.hidden = index === null;
    if (index === null) return;
    const { start, end } = this.reading.sentences[index];
    this.here.style.top = `${(100 * start) / this.length}%`;
    this.here.style.height = `${(100 * (end - start)) / this.length}%`;
    this.element.setAttribute("aria-valuenow", index + 1);
    this.element.setAttribute("aria-valuetext", this.spoken(index));
  }

  // Show which part of the article is in sight.
  follow() {
    const { top, height } = this.article.getBoundingClientRect();
    if (!height) return;
    const from = Math.min(1, Math.max(0, -top / height));
    const to = Math.min(1, Math.max(0, (innerHeight - top) / height));
    this.window.style.top = `${100 * from}%`;
    this.window.style.height = `${100 * (to - from)}%`;
  }

  drawing() {
    const bands = spinePaths(this.reading).map(({ style, path }) =>
      drawing("path", { class: style, d: path }));
    return drawing("svg", {
      viewBox: `0 0 ${WIDTH} ${this.length}`, preserveAspectRatio: "none", "aria-hidden": "true",
    }, ...bands);
  }

  press(event) {
    event.preventDefault();
    const { top, height } = this.element.getBoundingClientRect();
    const at = ((event.clientY - top) / height) * this.length;
    const index = sentenceAt(this.reading.sentences, Math.max(0, at));
    this.navigation.go(Math.min(index, this.reading.sentences.length - 1));
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 10, PageUp: -10 };
    const last = this.reading.sentences.length - 1;
    const now = this.navigation.current ?? 0;
    const next = { Home: 0, End: last }[event.key] ?? now + steps[event.key];
    if (Number.isNaN(next)) return;
    event.preventDefault();
    event.stopPropagation();
    this.navigation.show(Math.min(last, Math.max(0, next)));
  }

  spoken(index) {
    const sentence = this.reading.sentences[index];
    if (!sentence) return "No sentence";
    const voice = sentence.boilerplate ? "not part of the story" : voiceOf(sentence).name;
    return `Sentence ${index + 1} of ${this.reading.sentences.length}, ${voice}`;
  }
}
