// Which part of the page is shown. The address's fragment says which, so that Back leads back.

export class Views {
  // `onShow(name)` is told what is about to be shown.
  constructor(available, onShow) {
    this.sections = [...document.querySelectorAll("[data-view]")];
    this.available = available;
    this.onShow = onShow;
    window.addEventListener("hashchange", () => this.show());
  }

  go(name) {
    if (this.named === name) this.show();
    else location.hash = name;
  }

  get named() {
    return location.hash.slice(1) || "intake";
  }

  show() {
    const name = this.available(this.named) ? this.named : "intake";
    for (const section of this.sections) section.hidden = section.dataset.view !== name;
    this.onShow(name);
    window.scrollTo(0, 0);
    document.querySelector(`[data-view="${name}"] h1`)?.focus({ preventScroll: true });
  }
}
