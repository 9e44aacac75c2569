// How articles come in: typed, pasted, dropped, opened from a file, or an example.

import { articleOf } from "./files.js";

export class Intake {
  // `onArticle` is handed an article; `onProblem` what kept one from being opened.
  constructor(onArticle, onProblem) {
    this.form = document.getElementById("article-form");
    this.field = document.getElementById("article-text");
    this.file = document.getElementById("file");
    this.target = document.getElementById("drop-target");
    this.onArticle = onArticle;
    this.onProblem = onProblem;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.submit();
    });
    document.getElementById("choose-file").addEventListener("click", () => this.file.click());
    this.file.addEventListener("change", () => this.open(this.file.files[0]));
    document.addEventListener("paste", (event) => this.paste(event));
    this.listenForDrops();
  }

  submit() {
    this.onArticle({ content: this.field.value, isHtml: false, name: "" });
  }

  // An article as it came; text is put into the field as well, where it can be changed.
  take(article) {
    this.field.value = article.isHtml ? "" : article.content;
    this.onArticle(article);
  }

  clear() {
    this.field.value = "";
  }

  // A paste outside of any field is meant for the one field there is.
  paste(event) {
    if (event.target.closest?.("input, textarea, dialog") || !this.form.checkVisibility()) return;
    const file = event.clipboardData.files[0];
    const text = event.clipboardData.getData("text/plain");
    if (file && !text) this.open(file);
    else if (text) {
      this.field.value = text;
      this.field.focus();
    } else return;
    event.preventDefault();
  }

  async open(file) {
    if (!file) return;
    try {
      this.take(await articleOf(file));
    } catch (problem) {
      this.onProblem(problem);
    } finally {
      this.file.value = "";
    }
  }

  listenForDrops() {
    let fromHere = false; // words dragged about within this page are no article
    document.addEventListener("dragstart", () => { fromHere = true; });
    document.addEventListener("dragend", () => { fromHere = false; });
    const isArticle = ({ dataTransfer: { types } }) => !fromHere
      && (types.includes("Files") || types.includes("text/plain"))
      && !document.querySelector("dialog[open]");
    document.addEventListener("dragover", (event) => {
      if (!isArticle(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      this.target.hidden = false;
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) this.target.hidden = true;
    });
    document.addEventListener("drop", (event) => {
      this.target.hidden = true;
      if (!isArticle(event)) return;
      event.preventDefault();
      const text = event.dataTransfer.getData("text/plain");
      if (event.dataTransfer.files.length) this.open(event.dataTransfer.files[0]);
      else if (text.trim()) this.take({ content: text, isHtml: false, name: "" });
    });
  }
}
