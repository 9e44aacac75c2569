// Two articles side by side, say on one event in two outlets.

import { articleElement } from "./article.js";
import { Detail } from "./detail.js";
import { sourceDifferences, wordDifferences } from "./differences.js";
import { button, element } from "./element.js";
import { connect } from "./reading_view.js";
import { Spine } from "./spine.js";
import { facts, firstOf, shareBar } from "./summary.js";
import { NOT_PREDICTED, VOICES, density, percent } from "./voices.js";

export class ComparisonView {
  constructor(first, second) {
    const detail = new Detail();
    this.sides = [first, second].map((reading) => side(reading, detail));
    this.nodes = [
      element("h1", { id: "comparison-heading", tabindex: "-1" }, "Two articles side by side"),
      element("div", { class: "sides heads" }, this.sides.map(({ reading }) => head(reading))),
      figures(first, second),
      this.differences("Sources", sourceDifferences(first, second), "link", "source"),
      this.differences("Loaded words", wordDifferences(first, second), "plain", "loaded word"),
      element("p", { class: "not-predicted" }, NOT_PREDICTED),
      element("h2", { class: "unseen" }, "The articles"),
      element("div", { class: "sides desks" },
        this.sides.map(({ reading, spine, article }) => element("section", { "aria-label": reading.title },
          element("div", { class: "desk" }, spine.element, article)))),
      detail.element,
    ];
  }

  follow() {
    for (const { spine } of this.sides) spine.follow();
  }

  // A key is for the article that has the focus, or for the first.
  key(event) {
    const here = this.sides.find(({ article, spine }) =>
      article.contains(event.target) || spine.element === event.target) ?? this.latest() ?? this.sides[0];
    return here.navigation.key(event);
  }

  latest() {
    return this.sides.find(({ navigation }) => navigation.current !== null);
  }

  differences(name, { first, both, second }, style, noun) {
    const [one, other] = this.sides.map(({ navigation }) => navigation);
    const nothing = (ofOne) => (both.length ? ofOne : `No ${noun} was found.`);
    const list = (items, navigation, none) => firstOf(items, `${noun}s`, ({ text, sentences }) => [
      button(style === "plain" ? element("span", { class: "mark loaded", dir: "auto" }, text) : text,
        () => navigation.goNext(sentences), { class: style, dir: "auto" }),
    ], style === "plain" ? "words" : "sources", none);
    return element("section", { class: "differences", "aria-label": name },
      element("h2", {}, name),
      element("div", { class: "columns" },
        element("div", {}, element("h3", {}, "Only in the first"),
          list(first, one, nothing(`Every ${noun} of the first is in the second too.`))),
        element("div", {}, element("h3", {}, "In both"),
          list(both.map(([item]) => item), one, `They share no ${noun}.`)),
        element("div", {}, element("h3", {}, "Only in the second"),
          list(second, other, nothing(`Every ${noun} of the second is in the first too.`)))));
  }
}

function side(reading, detail) {
  const article = articleElement(reading);
  const made = { reading, article };
  made.navigation = connect(reading, article, detail, (index) => made.spine.point(index));
  made.spine = new Spine(reading, article, made.navigation);
  return made;
}

function head(reading) {
  return element("div", { class: "side-head" },
    element("h2", { dir: "auto" }, reading.title),
    element("p", { class: "facts" }, facts(reading).join(" · ")),
    shareBar(reading.summary));
}

function figures(first, second) {
  const rows = VOICES.map(({ label, name, style }) => [
    element("span", { class: `sample ${style}` }, name),
    percent(first.summary.share[label]), percent(second.summary.share[label]),
  ]);
  rows.push(["Loaded words in 1,000", density(first.summary), density(second.summary)]);
  rows.push(["Sources", first.summary.sources.length, second.summary.sources.length].map(String));
  return element("table", { class: "figures" },
    element("caption", { class: "unseen" }, "Shares by sentence, loaded words and sources"),
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Share of sentences"),
      element("th", { scope: "col" }, "First"), element("th", { scope: "col" }, "Second"))),
    element("tbody", {}, rows.map(([name, ...values]) => element("tr", {},
      element("th", { scope: "row" }, name), values.map((value) => element("td", {}, value))))));
}
