// One article on the page: its summary, its strip, its text, and the sentence looked at.

import { articleElement } from "./article.js";
import { Detail } from "./detail.js";
import { element } from "./element.js";
import { Navigation } from "./navigation.js";
import { Spine } from "./spine.js";
import { facts, summaryElement } from "./summary.js";

export class ReadingView {
  constructor(reading) {
    const article = articleElement(reading);
    const detail = new Detail();
    this.navigation = connect(reading, article, detail, (index) => this.spine.point(index));
    this.spine = new Spine(reading, article, this.navigation);
    const { name, version } = reading.reply.model;
    this.nodes = [
      element("header", { class: "reading-head" },
        element("h1", { id: "reading-heading", tabindex: "-1", dir: "auto" }, reading.title),
        element("p", { class: "facts" }, [...facts(reading), `read by ${name} ${version}`].join(" · "))),
      element("h2", { class: "unseen" }, "Summary"),
      summaryElement(reading, this.navigation),
      element("h2", { class: "unseen" }, "The article"),
      element("div", { class: "desk" }, this.spine.element, article, detail.element),
    ];
  }

  follow() {
    this.spine.follow();
  }

  key(event) {
    return this.navigation.key(event);
  }
}

// Navigation that shows in a detail panel the sentence pointed at, else the current one.
export function connect(reading, article, detail, onCurrent) {
  const navigation = new Navigation(reading, article, {
    onCurrent(index) {
      onCurrent(index);
      show(index);
    },
    onPreview(index) {
      show(index ?? navigation.current);
    },
  });
  function show(index) {
    if (index === null) detail.show(null);
    else detail.show(reading, index, navigation);
  }
  return navigation;
}
