// Colours for what leaves the page, where no style sheet goes along; those of colours.css by day.

export const INK = "#1d2327";
export const QUIET = "#59636b";
export const PAPER = "#fbfaf7";
export const RULE = "#dcd8cf";
export const COLOURS = { report: "#5f6b73", claim: "#1b5f96", opinion: "#a8432b", boilerplate: "#b9bfc3" };
export const LINES = { report: "solid", claim: "dashed", opinion: "wavy" };
