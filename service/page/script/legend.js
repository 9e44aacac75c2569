// How a reading looks, explained by examples of it.

import { element } from "./element.js";
import { VOICES } from "./voices.js";

const SIGNS = [
  [["mark source", "Source"], "who says it"],
  [["mark cue", "cue"], "words that show that somebody says it"],
  [["mark loaded", "loaded"], "words that carry the author’s judgement"],
  [["sample uncertain report", "uncertain"], "the model is not sure enough"],
];

export function fillLegend(place) {
  for (const { name, style, who, definition } of VOICES) {
    place.append(
      element("dt", {}, element("span", { class: `sample ${style}` }, name), ` · ${who}`),
      element("dd", {}, definition));
  }
  for (const [[style, name], meaning] of SIGNS) {
    place.append(element("dt", {}, element("span", { class: style }, name)), element("dd", {}, meaning));
  }
}
