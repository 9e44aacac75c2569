// The page from paste to reading: what is read, what is shown, what keys do.

import { ComparisonView } from "./comparison_view.js";
import { Intake } from "./intake.js";
import { Key } from "./key.js";
import { fillLegend } from "./legend.js";
import { Notice } from "./notice.js";
import { Problem, foundHere } from "./problem.js";
import { ReadingView } from "./reading_view.js";
import { classify, example } from "./service.js";
import { Share } from "./share.js";
import { Views } from "./views.js";
import { Waiting } from "./waiting.js";

const LINK = /^\s*https?:\/\/\S+\s*$/;
const byId = (name) => document.getElementById(name);

const key = new Key();
const notice = new Notice();
const waiting = new Waiting();
const share = new Share();
const shown = { reading: null, comparison: null }; // the views that there is something in
let readings = []; // those in the latest view
let first = null; // the reading that the next article is to be compared with

const views = new Views((name) => name === "intake" || Boolean(shown[name]), (name) => {
  const view = shown[name];
  byId("tools").hidden = !view;
  byId("compare").hidden = name !== "reading";
  if (name !== "intake") comparingWith(null);
  if (view) {
    readings = view.readings;
    byId(name).replaceChildren(...view.nodes);
  }
  document.title = view ? `${readings[0].title} · Framing` : "Framing: whose voice is each sentence?";
  follow();
});
const intake = new Intake((article) => read(article), (problem) => tell(problem));

// Read an article and show it; whatever goes wrong, what was there stays.
async function read(article, { insist = false } = {}) {
  notice.clear();
  try {
    present(await classified(article, insist));
  } catch (error) {
    tell(error, (options) => read(article, options));
  }
}

// Show a problem, with the way to try again; to have cancelled is none.
function tell(error, again) {
  if (error.name === "AbortError") return;
  if (!(error instanceof Problem)) throw error;
  notice.show(error, again);
}

// The reading; asks for a key for as long as the service wants another one.
async function classified(article, insist) {
  if (!article.content.trim()) {
    throw foundHere("There is nothing to read yet", "Paste an article, or open a file.");
  }
  if (LINK.test(article.content)) {
    throw foundHere("This is only a link", "Nothing is fetched from elsewhere. Open it and paste its text.");
  }
  for (;;) {
    const signal = waiting.begin();
    try {
      const reading = await classify(article, { key: key.value, insist, signal });
      if (reading.sentences.length) return reading;
      throw foundHere("No article was found in this", "Paste its text instead.");
    } catch (error) {
      waiting.end(signal);
      if (error.status !== 401 || !(await key.ask())) throw error;
    } finally {
      waiting.end(signal);
    }
  }
}

function present(reading) {
  const pair = first && [first, reading];
  const name = pair ? "comparison" : "reading";
  shown[name] = pair ? new ComparisonView(...pair) : new ReadingView(reading);
  shown[name].readings = pair ?? [reading];
  views.go(name);
}

function comparingWith(reading) {
  first = reading;
  byId("intake-heading").textContent = reading ? "The second article" : "Whose voice is each sentence?";
  byId("intake-lead").hidden = Boolean(reading);
  byId("leave-comparing").hidden = !reading;
  byId("two-examples").hidden = Boolean(reading);
}

async function openExamples(names) {
  notice.clear();
  try {
    const articles = await Promise.all(names.map(example));
    if (articles.length === 1) {
      intake.take(articles[0]);
      return;
    }
    comparingWith(await classified(articles[0], false));
    await read(articles[1]);
  } catch (error) {
    tell(error, () => openExamples(names));
  }
}

function follow() {
  shown[views.named]?.follow();
}

function onKey(event) {
  if (document.querySelector("dialog[open]") || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && waiting.active) {
    waiting.cancel();
    return;
  }
  const { target } = event;
  if (target.matches("input, textarea, select")) return;
  if (event.key === "?" && !byId("tools").hidden) byId("keys-dialog").showModal();
  else if (!shown[views.named]?.key(event)) return;
  event.preventDefault();
}

fillLegend(byId("legend"));
byId("home").addEventListener("click", (event) => {
  event.preventDefault();
  comparingWith(null);
  views.go("intake");
});
byId("new-article").addEventListener("click", () => {
  intake.clear();
  views.go("intake");
  intake.field.focus();
});
byId("compare").addEventListener("click", () => {
  const [reading] = readings;
  intake.clear();
  views.go("intake");
  comparingWith(reading);
});
byId("leave-comparing").addEventListener("click", () => views.go("reading"));
byId("share").addEventListener("click", () => share.open(readings));
byId("show-keys").addEventListener("click", () => byId("keys-dialog").showModal());
byId("example").addEventListener("click", () => openExamples([first ? "comment" : "report"]));
byId("two-examples").addEventListener("click", () => openExamples(["report", "comment"]));
for (const close of document.querySelectorAll("dialog [data-close]")) {
  close.addEventListener("click", () => close.closest("dialog").close());
}
document.addEventListener("keydown", onKey);
document.addEventListener("scroll", () => requestAnimationFrame(follow), { passive: true });
window.addEventListener("resize", follow);
views.show();
