// One sentence at a time is the current one: by click, by key, or by a jump from elsewhere.

import { sentenceAt } from "./marks.js";

const STEPS = { j: 1, ArrowDown: 1, ArrowRight: 1, k: -1, ArrowUp: -1, ArrowLeft: -1 };
const FLASH_MILLISECONDS = 1600;

export class Navigation {
  // `onCurrent(index)` is told the current sentence, or null; `onPreview` the one pointed at.
  constructor(reading, article, { onCurrent, onPreview }) {
    this.reading = reading;
    this.article = article;
    this.elements = [...article.querySelectorAll(".sentence")];
    this.current = null;
    this.onCurrent = onCurrent;
    if (this.elements.length) this.elements[0].tabIndex = 0;
    article.addEventListener("click", (event) => this.click(event));
    article.addEventListener("focusin", ({ target }) => {
      if (target.matches(".sentence")) this.settle(Number(target.dataset.index));
    });
    article.addEventListener("pointermove", ({ target, pointerType, movementX, movementY }) => {
      // A page that scrolls under a resting mouse is not pointing.
      if (pointerType !== "mouse" || !(movementX || movementY)) return;
      const sentence = target.closest(".sentence");
      onPreview(sentence ? Number(sentence.dataset.index) : null);
    });
    article.addEventListener("pointerleave", () => onPreview(null));
  }

  // Make a sentence the current one and bring it into sight; the focus stays where it is.
  show(index, block = "center") {
    if (!this.elements[index]) return;
    this.settle(index);
    this.elements[index].scrollIntoView({ block });
  }

  // Go to a sentence, focus and all.
  go(index, block = "center") {
    this.elements[index]?.focus({ preventScroll: true });
    this.show(index, block);
  }

  // Go to the first of some sentences after the current one, from the last to the first again.
  goNext(indices, step = 1) {
    const current = this.current ?? -1;
    const next = step > 0
      ? indices.find((index) => index > current) ?? indices[0]
      : indices.findLast((index) => index < current) ?? indices.at(-1);
    if (next !== undefined) this.go(next);
  }

  // Go to where the source of a sentence is named.
  goToSource(index) {
    const source = this.reading.sentences[index]?.source;
    if (!source) return;
    const holder = sentenceAt(this.reading.sentences, source.start);
    this.go(holder);
    const mark = this.elements[holder]?.querySelector(`.source[data-start="${source.start}"]`);
    mark?.classList.add("flash");
    setTimeout(() => mark?.classList.remove("flash"), FLASH_MILLISECONDS);
  }

  // Let go of the current sentence.
  release() {
    if (this.current === null) return;
    this.elements[this.current].removeAttribute("aria-describedby");
    this.elements[this.current].classList.remove("current");
    if (document.activeElement === this.elements[this.current]) document.activeElement.blur();
    this.current = null;
    this.onCurrent(null);
  }

  // Act on a key; tells whether it meant something here.
  key(event) {
    const { key } = event;
    const current = this.current;
    if (key in STEPS) {
      // Arrows scroll the page as ever until a sentence has been chosen.
      if (key.startsWith("Arrow") && !event.target.closest(".sentence, .spine")) return false;
      this.go(current === null ? 0 : current + STEPS[key], "nearest");
    } else if (key === "Home" || key === "End") {
      if (!event.target.closest(".sentence, .spine")) return false;
      this.go(key === "Home" ? 0 : this.elements.length - 1);
    } else if (key === "u") {
      this.goNext(this.reading.indices((one) => one.uncertain && !one.boilerplate));
    } else if (key === "v" && current !== null) {
      const { label } = this.reading.sentences[current];
      this.goNext(this.reading.indices((one) => one.label === label && !one.boilerplate));
    } else if (key === "s" && current !== null) {
      this.goToSource(current);
    } else if (key === "Escape" && current !== null) {
      this.release();
    } else return false;
    return true;
  }

  click({ target }) {
    const note = target.closest(".note");
    if (note) this.goToSource(Number(note.dataset.sourceOf));
    else if (target.closest(".sentence")) {
      this.go(Number(target.closest(".sentence").dataset.index), "nearest");
    }
  }

  settle(index) {
    if (index === this.current) return;
    for (const [before, is] of [[this.current ?? 0, false], [index, true]]) {
      const sentence = this.elements[before];
      sentence.tabIndex = is ? 0 : -1;
      sentence.classList.toggle("current", is);
      if (is) sentence.setAttribute("aria-describedby", "detail-scores");
      else sentence.removeAttribute("aria-describedby");
    }
    this.current = index;
    this.onCurrent(index);
  }
}
