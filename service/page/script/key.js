// The key that a service with keys asks for. It lives as long as the browser tab.

const PLACE = "framing-key";
const USABLE = /^[\x21-\x7e]+$/;

export class Key {
  constructor() {
    this.dialog = document.getElementById("key-dialog");
    this.field = document.getElementById("key");
    this.reason = document.getElementById("key-reason");
    this.forgetButton = document.getElementById("forget-key");
    this.forgetButton.hidden = this.value === null;
    this.forgetButton.addEventListener("click", () => this.forget());
  }

  get value() {
    return this.storage?.getItem(PLACE) ?? null;
  }

  // Null where the browser is told to keep nothing; the page then works without keys.
  get storage() {
    try {
      return sessionStorage;
    } catch {
      return null;
    }
  }

  forget() {
    this.storage?.removeItem(PLACE);
    this.forgetButton.hidden = true;
  }

  // Ask for a key; resolves to whether one was given.
  ask() {
    const refused = this.value !== null;
    this.forget();
    this.reason.textContent = refused ? "The key was not accepted." : "";
    this.field.value = "";
    this.dialog.showModal();
    const form = this.dialog.querySelector("form");
    return new Promise((resolve) => {
      form.onsubmit = (event) => {
        event.preventDefault();
        const value = this.field.value.trim();
        if (!USABLE.test(value)) {
          this.reason.textContent = "A key has letters, digits and signs, and no spaces.";
          return;
        }
        if (!this.storage) {
          this.reason.textContent = "This browser is set to keep nothing, not even a key for this tab.";
          return;
        }
        this.storage.setItem(PLACE, value);
        this.forgetButton.hidden = false;
        this.dialog.close();
      };
      this.dialog.onclose = () => resolve(this.value !== null);
    });
  }
}
