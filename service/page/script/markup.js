// HTML and SVG as strings: whatever is put into a template is escaped, unless it came from one.

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const UNSAYABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g; // in XML, not even escaped

class Markup {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

export function markup(strings, ...values) {
  return new Markup(strings.reduce((made, part, index) => made + said(values[index - 1]) + part));
}

function said(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(said).join("");
  if (value === null || value === undefined || value === false) return "";
  return String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign]).replace(UNSAYABLE, "\ufffd");
}
