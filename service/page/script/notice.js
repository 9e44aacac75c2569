// A problem on the page, in plain words, with what may be done next.

import { button, element } from "./element.js";
import { count } from "./voices.js";

export class Notice {
  constructor() {
    this.place = document.getElementById("problem");
  }

  clear() {
    clearInterval(this.timer);
    this.place.replaceChildren();
  }

  // Show a problem; `again` reads the article once more, told whether to insist on English.
  show(problem, again) {
    this.clear();
    const [heading, advice] = problem.words();
    const retry = again && problem.mayPass && button("Try again", () => again({}));
    const insist = again && problem.slug === "unsupported-language"
      && button("Read it as English", () => again({ insist: true }), { class: "primary" });
    this.place.append(
      element("div", { class: "problem" },
        element("h2", {}, heading),
        element("p", {}, advice),
        details(problem),
        element("div", { class: "actions" },
          insist || retry || null,
          button("Dismiss", () => this.clear()))));
    if (retry && problem.retryAfter) this.hold(retry, problem.retryAfter);
    this.place.scrollIntoView({ block: "nearest" });
  }

  // Keep a button from being pressed before the service said it is of use.
  hold(retry, seconds) {
    const until = performance.now() + 1000 * seconds;
    const label = retry.textContent;
    const tick = () => {
      const left = Math.ceil((until - performance.now()) / 1000);
      retry.disabled = left > 0;
      retry.textContent = left > 0 ? `${label} in ${left} s` : label;
      if (left <= 0) clearInterval(this.timer);
    };
    this.timer = setInterval(tick, 250);
    tick();
  }
}

function details(problem) {
  const said = [
    problem.detail && element("p", {}, problem.detail),
    problem.retryAfter !== null && element("p", {},
      `The service asks to wait ${count(problem.retryAfter, "second")}.`),
    ...problem.errors.map(({ pointer, detail }) => element("p", {}, `${pointer}: ${detail}`)),
    problem.instance && element("p", {}, `Request ${problem.instance}`),
  ].filter(Boolean);
  if (!said.length) return null;
  return element("details", {}, element("summary", {}, "What the service said"), said);
}
