// Taking a reading along: as HTML, JSON or a picture, copied or saved.

import { copyPicture, copyText, save } from "./clipboard.js";
import { dataDocument } from "./data.js";
import { button, element } from "./element.js";
import { picturePng, pictureSvg } from "./picture.js";
import { reportDocument, reportFragment, reportText } from "./report.js";

const FORMATS = [
  {
    name: "HTML",
    ending: "html",
    type: "text/html",
    make: reportDocument,
    copy: (readings) => copyText(reportText(readings), reportFragment(readings)),
  },
  {
    name: "JSON",
    ending: "json",
    type: "application/json",
    make: dataDocument,
    copy: (readings) => copyText(dataDocument(readings)),
  },
  {
    name: "SVG picture",
    ending: "svg",
    type: "image/svg+xml",
    make: pictureSvg,
    copy: (readings) => copyText(pictureSvg(readings)),
  },
  {
    name: "PNG picture",
    ending: "png",
    type: "image/png",
    make: picturePng,
    copy: async (readings) => copyPicture(await picturePng(readings)),
  },
];

export class Share {
  constructor() {
    this.dialog = document.getElementById("share-dialog");
    this.outcome = document.getElementById("share-outcome");
    this.readings = [];
    document.getElementById("formats").append(...FORMATS.map((format) => this.row(format)));
    document.getElementById("print").addEventListener("click", () => {
      this.dialog.close();
      window.print();
    });
  }

  open(readings) {
    this.readings = readings;
    this.outcome.textContent = "";
    this.dialog.showModal();
  }

  row(format) {
    const { name, ending, type, make } = format;
    const act = (work, done, failed) => async () => {
      try {
        await work();
        this.outcome.textContent = done;
      } catch {
        this.outcome.textContent = failed;
      }
    };
    const saveIt = async () => save(await make(this.readings), type, `${fileName(this.readings)}.${ending}`);
    return element("tr", {},
      element("th", { scope: "row" }, name),
      element("td", {}, button("Copy", act(() => format.copy(this.readings), `${name} copied.`,
        `The browser did not let ${name} be copied. Save it instead.`), { "aria-label": `Copy ${name}` })),
      element("td", {}, button("Save", act(saveIt, `${name} saved.`,
        `${name} could not be made.`), { "aria-label": `Save ${name}` })));
  }
}

function fileName([{ title }]) {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return ["framing", ...words.slice(0, 6)].join("-").slice(0, 80);
}
