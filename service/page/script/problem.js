// What went wrong, in plain words, and what may be done about it.

const WORDS = {
  "unsupported-language": [
    "This does not look like English",
    "Only English is read well. If it is English after all, have it read as English.",
  ],
  "too-large": ["This is too long", "Leave a part of it out, or read it in pieces."],
  "queue-full": ["The service is busy", "Others are waiting as well."],
  "deadline-missed": ["The service is too busy", "It could not finish in time."],
  "starting": ["The service is still starting", "It takes a few seconds to load its model."],
  "draining": ["The service is about to stop", "It may come back soon."],
  "unreachable": [
    "The service cannot be reached",
    "It may have stopped, or the connection is down. Your article is still here.",
  ],
  "cut-off": [
    "The reply did not arrive whole",
    "The connection broke, or something in between answered in the service’s place.",
  ],
  "body-timeout": ["The article took too long to arrive", "The connection may be slow."],
};
const BY_STATUS = {
  400: ["The service could not read this", "Perhaps the file is damaged, or is not text."],
  401: ["This service asks for a key", "Try again and enter one."],
  403: ["The key is not good for this", "It is known, but may not be used to read articles. Forget it to enter another."],
  404: ["This is not the service the page expects", "Something between may lead elsewhere."],
  413: ["This is too long", "Leave a part of it out, or read it in pieces."],
  429: ["Too many articles at once", "The service lets you read again shortly."],
  500: ["The service failed", "The fault is not in the article. It may work a second time."],
  502: ["The service does not answer", "Something in between could not reach it."],
  503: ["The service cannot read this now", "It may be busy or restarting."],
  504: ["The service took too long", "Something in between gave up waiting."],
};
const OTHERWISE = ["The service did not read this", "It may say why below."];

const MAY_PASS = new Set([0, 401, 403, 408, 429]);

export class Problem extends Error {
  constructor({ status = 0, slug = "", detail = "", errors = [], retryAfter = null, instance = "" }) {
    super(detail || slug);
    Object.assign(this, { status, slug, detail, errors, retryAfter, instance });
  }

  // Whether the same article might be read at another try.
  get mayPass() {
    return this.slug !== "here" && (MAY_PASS.has(this.status) || this.status >= 500);
  }

  // A heading and a sentence of advice.
  words() {
    return this.advice ?? WORDS[this.slug] ?? BY_STATUS[this.status] ?? OTHERWISE;
  }
}

// A problem that the page itself found in what it was given, with words of its own.
export function foundHere(heading, advice) {
  return Object.assign(new Problem({ slug: "here" }), { advice: [heading, advice] });
}

export async function problemOf(response) {
  const document = await response.json().catch(() => ({}));
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return new Problem({
    status: response.status,
    slug: String(document?.type ?? "").split(":").at(-1),
    detail: String(document?.detail ?? ""),
    errors: Array.isArray(document?.errors) ? document.errors : [],
    retryAfter: Number.isFinite(seconds) ? Math.max(0, seconds) : null,
    instance: response.headers.get("X-Request-ID") ?? "",
  });
}
