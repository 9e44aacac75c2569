// The service this page came from. Addresses are relative, so it may live under any path.

import { Problem, problemOf } from "./problem.js";
import { Reading } from "./reading.js";

// Read an article `{content, isHtml, name}`. Throws `Problem`, or an `AbortError` where cancelled.
export async function classify(article, { key, insist, signal }) {
  const headers = key ? { Authorization: `Bearer ${key}` } : {};
  const request = article.isHtml ? asHtml(article, insist) : asJson(article, insist);
  const response = await send(request.address, {
    method: "POST",
    headers: { ...headers, "Content-Type": request.type, Accept: "application/json" },
    body: request.body,
    signal,
    cache: "no-store",
    credentials: "same-origin",
  });
  if (!response.ok) throw await problemOf(response);
  const reply = await bodyOf(response);
  return new Reading(reply.text ?? article.content, reply, article.name);
}

export async function example(name) {
  const response = await send(`page/example/${name}.txt`, {});
  if (!response.ok) throw await problemOf(response);
  return { content: await response.text(), isHtml: false, name: "An example" };
}

function asJson(article, insist) {
  const fields = { text: article.content, offsets: "utf16" };
  if (insist) fields.language = "en";
  return { address: "v1/classify", type: "application/json", body: JSON.stringify(fields) };
}

function asHtml(article, insist) {
  const address = `v1/classify?offsets=utf16${insist ? "&language=en" : ""}`;
  return { address, type: "text/html; charset=utf-8", body: article.content };
}

async function send(address, options) {
  try {
    return await fetch(address, options);
  } catch (error) {
    throw error.name === "AbortError" ? error : new Problem({ slug: "unreachable" });
  }
}

async function bodyOf(response) {
  try {
    const reply = await response.json();
    if (Array.isArray(reply?.sentences) && reply.summary) return reply;
  } catch (error) {
    if (error.name === "AbortError") throw error;
  }
  throw new Problem({ slug: "cut-off" });
}
