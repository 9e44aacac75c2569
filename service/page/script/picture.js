// Readings as a picture: the title, the shares, the strip and the sources, drawn with the fonts
// that are there.

import { markup } from "./markup.js";
import { COLOURS, INK, PAPER, QUIET, RULE } from "./palette.js";
import { spinePaths } from "./spine.js";
import { facts } from "./summary.js";
import { NOT_PREDICTED, VOICES, density, percent } from "./voices.js";

const [WIDTH, MARGIN, SCALE] = [1200, 64, 2];
const INNER = WIDTH - 2 * MARGIN;
const SERIF = "Georgia, 'Times New Roman', serif";
const SANS = "system-ui, 'Helvetica Neue', Arial, sans-serif";
const [MOST_SOURCES, MOST_WORDS, TITLE_LINES, LIST_LINES] = [6, 14, 3, 2];

export function pictureSvg(readings) {
  let top = MARGIN;
  const cards = readings.map((reading) => {
    const card = drawCard(reading, top);
    top = card.bottom + MARGIN;
    return card.drawn;
  });
  const { name, version } = readings[0].reply.model;
  const height = top + 40;
  return String(markup`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">
<title>${readings.map(({ title }) => title).join(" / ")}</title>
<defs>
<pattern id="claim" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="10" height="10" fill="${COLOURS.claim}"/><rect width="2" height="10" fill="${PAPER}" fill-opacity="0.45"/></pattern>
<pattern id="opinion" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="${COLOURS.opinion}"/><circle cx="4" cy="4" r="1.4" fill="${PAPER}" fill-opacity="0.6"/></pattern>
</defs>
<rect width="${WIDTH}" height="${height}" fill="${PAPER}"/>
${cards}
<text x="${MARGIN}" y="${height - 34}" font-family="${SANS}" font-size="17" fill="${QUIET}">${NOT_PREDICTED}</text>
<text x="${WIDTH - MARGIN}" y="${height - 34}" text-anchor="end" font-family="${SANS}" font-size="17" fill="${QUIET}">${name} ${version}</text>
</svg>
`);
}

export async function picturePng(readings) {
  const address = URL.createObjectURL(new Blob([pictureSvg(readings)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = SCALE * image.naturalWidth;
    canvas.height = SCALE * image.naturalHeight;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function drawCard(reading, top) {
  let y = top;
  const drawn = [];
  const lines = (text, { size, font, fill = INK, weight = 400, most, gap = 1.35 }) => {
    for (const line of wrapped(text, `${weight} ${size}px ${font}`, most)) {
      y += size;
      drawn.push(markup`<text x="${MARGIN}" y="${y}" font-family="${font}" font-size="${size}" font-weight="${weight}" fill="${fill}">${line}</text>
`);
      y += size * (gap - 1);
    }
  };
  lines(reading.title, { size: 42, font: SERIF, weight: 700, most: TITLE_LINES, gap: 1.2 });
  y += 10;
  const loaded = `${density(reading.summary)} loaded words in 1,000`;
  lines([...facts(reading), loaded].join(" · "), { size: 20, font: SANS, fill: QUIET, most: 2 });
  y += 22;
  drawn.push(shareBar(reading.summary, y), strip(reading, y + 118));
  y += 210;
  const sources = reading.summary.sources.map(({ text }) => text);
  lines(listed("Sources", sources, MOST_SOURCES), { size: 20, font: SANS, most: LIST_LINES });
  y += 8;
  const words = reading.loadedWords.map(({ text }) => text);
  lines(listed("Loaded words", words, MOST_WORDS), { size: 20, font: SANS, most: LIST_LINES });
  return { drawn, bottom: y };
}

function listed(name, items, most) {
  if (!items.length) return `${name}: none found`;
  const more = items.length > most ? ` and ${items.length - most} more` : "";
  return `${name}: ${items.slice(0, most).join("; ")}${more}`;
}

function shareBar(summary, y) {
  let x = MARGIN;
  return VOICES.map(({ label, name, style }, index) => {
    const width = INNER * summary.share[label];
    const fill = style === "report" ? COLOURS.report : `url(#${style})`;
    const [from, column] = [x, MARGIN + (index * INNER) / 3];
    x += width;
    return markup`<rect x="${from}" y="${y}" width="${Math.max(0, width - 2)}" height="40" fill="${fill}"/>
<rect x="${column}" y="${y + 60}" width="22" height="22" fill="${fill}"/>
<text x="${column + 34}" y="${y + 79}" font-family="${SANS}" font-size="22" fill="${INK}">${name} ${percent(summary.share[label])}</text>
`;
  });
}

// The strip lies on its side here: each voice as high as befits it.
function strip(reading, y) {
  const length = Math.max(1, reading.sentences.at(-1)?.end ?? 1);
  const bands = spinePaths(reading).map(({ style, path }) =>
    markup`<path d="${path}" fill="${COLOURS[style]}"/>`);
  return markup`<g transform="translate(${MARGIN} ${y + 70}) rotate(-90) scale(6.6 ${INNER / length})">${bands}</g>
<path d="M${MARGIN} ${y + 70.5}H${WIDTH - MARGIN}" stroke="${RULE}"/>
`;
}

// Text in lines that fit, the last one cut where there is more.
function wrapped(text, font, most) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const fits = (line) => pen.measureText(line).width <= INNER;
  const cut = (line) => {
    let short = [...line];
    while (short.length > 1 && !fits(`${short.join("")}…`)) short = short.slice(0, -1);
    return `${short.join("").trimEnd()}…`;
  };
  const lines = [""];
  const words = text.split(/\s+/).filter(Boolean);
  for (const [index, word] of words.entries()) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (fits(longer)) lines[lines.length - 1] = longer;
    else if (!lines.at(-1)) lines[lines.length - 1] = cut(word);
    else if (lines.length < most) lines.push(fits(word) ? word : cut(word));
    else {
      lines[lines.length - 1] = cut([lines.at(-1), ...words.slice(index)].join(" ").slice(0, 2000));
      break;
    }
  }
  return lines;
}
