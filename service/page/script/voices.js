// The three voices, in the one order used everywhere, and how numbers about them are said.

export const VOICES = [
  {
    label: "neutral_report",
    style: "report",
    name: "Report",
    plural: "reports",
    who: "the newsroom",
    definition: "The newsroom states what could be checked. No source is needed and nothing is valued.",
  },
  {
    label: "attributed_claim",
    style: "claim",
    name: "Claim",
    plural: "claims",
    who: "a source",
    definition: "A named or unnamed source says, estimates, alleges or demands it.",
  },
  {
    label: "editorial_opinion",
    style: "opinion",
    name: "Opinion",
    plural: "opinions",
    who: "the author",
    definition: "The author judges, interprets, forecasts, advocates or uses loaded words.",
  },
];

export const NOT_PREDICTED =
  "What is not predicted: whether an article leans left or right, and whether what it says is true.";

const BY_LABEL = new Map(VOICES.map((voice) => [voice.label, voice]));

export function voiceOf(sentence) {
  return BY_LABEL.get(sentence.label);
}

export function percent(share) {
  if (share > 0 && share < 0.005) return "under 1%";
  if (share < 1 && share >= 0.995) return "over 99%";
  return `${Math.round(100 * share)}%`;
}

export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

export function density(summary) {
  const number = summary.loaded_per_1000_words;
  return number.toLocaleString("en", { maximumFractionDigits: 1 });
}
