// What an article comes to: shares, loaded words, sources, each a way to its sentences.

import { button, element } from "./element.js";
import { NOT_PREDICTED, VOICES, count, density, percent } from "./voices.js";

const SHOWN = 8;

export function summaryElement(reading, navigation) {
  return element("div", { class: "summary" },
    shareBar(reading.summary),
    element("div", { class: "columns" },
      shares(reading, navigation), loaded(reading, navigation), sources(reading, navigation)),
    element("p", { class: "not-predicted" }, NOT_PREDICTED));
}

// The shares as a bar; patterns tell the voices apart where colours do not.
export function shareBar(summary) {
  const parts = VOICES.map(({ label, style }) => {
    const part = element("span", { class: `share ${style}` });
    part.style.flexGrow = summary.share[label];
    return part;
  });
  return element("div", { class: "share-bar", "aria-hidden": "true" }, parts);
}

export function facts(reading) {
  const { sentences, boilerplate, uncertain } = reading.summary;
  return [
    count(sentences - boilerplate, "sentence"),
    boilerplate && `${boilerplate.toLocaleString("en")} more left out as not part of the story`,
    uncertain && `${uncertain.toLocaleString("en")} uncertain`,
  ].filter(Boolean);
}

function shares(reading, navigation) {
  const { summary } = reading;
  const rows = VOICES.map(({ label, name, style, who }) => {
    const found = reading.indices((one) => one.label === label && !one.boilerplate);
    const jump = button([element("span", { class: `sample ${style}` }, name)],
      () => navigation.goNext(found),
      { class: "plain", disabled: !found.length, "aria-label": `${name}: next sentence` });
    return element("tr", {},
      element("th", { scope: "row" }, jump, element("span", { class: "who" }, who)),
      element("td", {}, percent(summary.share[label])),
      element("td", {}, percent(summary.share_by_length[label])));
  });
  const uncertain = reading.indices((one) => one.uncertain && !one.boilerplate);
  return element("div", {},
    element("h3", {}, "Shares"),
    element("table", {},
      element("thead", {}, element("tr", {},
        element("th", { scope: "col" }, "Voice"),
        element("th", { scope: "col" }, "by sentence"),
        element("th", { scope: "col" }, "by length"))),
      element("tbody", {}, rows)),
    uncertain.length ? element("p", {},
      button([count(uncertain.length, "uncertain sentence"), element("span", { class: "uncertain" })],
        () => navigation.goNext(uncertain),
        { class: "link", "aria-keyshortcuts": "u" })) : null);
}

function loaded({ summary, loadedWords }, navigation) {
  return element("div", {},
    element("h3", {}, "Loaded words"),
    element("p", { class: "figure" },
      element("strong", {}, density(summary)), " in 1,000 words"),
    firstOf(loadedWords, "loaded words", ({ text, count: times, sentences }) => [
      button(element("span", { class: "mark loaded", dir: "auto" }, text),
        () => navigation.goNext(sentences), { class: "plain" }),
      times > 1 ? ` ${times}` : null,
    ], "words", "No loaded words were found."));
}

function sources({ summary }, navigation) {
  return element("div", {},
    element("h3", {}, "Sources"),
    firstOf(summary.sources, "sources", ({ text, sentences }) => [
      button(text, () => navigation.goNext(sentences), { class: "link", dir: "auto" }),
      element("span", { class: "count" }, ` ${count(sentences.length, "sentence")}`),
    ], "sources", "No sources were found."));
}

// A list of which the first few are shown, the others when asked for.
export function firstOf(items, plural, contents, style, none) {
  if (!items.length) return element("p", { class: "hint" }, none);
  const list = element("ul", { class: style }, items.slice(0, SHOWN).map(item));
  if (items.length <= SHOWN) return list;
  const all = button(`Show all ${items.length.toLocaleString("en")} ${plural}`, () => {
    list.append(...items.slice(SHOWN).map(item));
    list.children[SHOWN].querySelector("button")?.focus();
    all.remove();
  });
  return element("div", {}, list, all);

  function item(one) {
    return element("li", {}, contents(one));
  }
}
