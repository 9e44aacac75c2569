// What is shown while the service reads, with a way out.

import { button, element } from "./element.js";

const SLOW_SECONDS = 8;

export class Waiting {
  constructor() {
    this.place = document.getElementById("waiting");
    this.controller = null;
  }

  // Begin to wait; whatever was waited for before is cancelled. Returns the signal to abort by.
  begin() {
    this.cancel();
    this.controller = new AbortController();
    const seconds = element("span", { class: "seconds", "aria-hidden": "true" });
    const slow = element("span");
    const began = performance.now();
    this.timer = setInterval(() => {
      const passed = Math.floor((performance.now() - began) / 1000);
      seconds.textContent = ` ${passed} s`;
      if (passed >= SLOW_SECONDS && !slow.textContent) {
        slow.textContent = " A long article or a busy service takes its time. Cancelling loses nothing.";
      }
    }, 250);
    this.place.replaceChildren(
      element("span", { class: "pulse", "aria-hidden": "true" }),
      element("p", {}, "Reading…", seconds, slow),
      button("Cancel", () => this.cancel()),
    );
    return this.controller.signal;
  }

  get active() {
    return this.controller !== null;
  }

  cancel() {
    const { controller } = this;
    controller?.abort();
    this.end(controller?.signal);
  }

  // Stop waiting, unless by now something else is waited for.
  end(signal) {
    if (signal !== this.controller?.signal) return;
    clearInterval(this.timer);
    this.controller = null;
    this.place.replaceChildren();
  }
}
