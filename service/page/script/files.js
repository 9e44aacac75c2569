// A file to an article: text or HTML, in whatever encoding it was saved.

import { foundHere } from "./problem.js";

const MOST_BYTES = 32_000_000;
const HTML_NAME = /\.(x?html?)$/i;
const HTML_START = /^\s*(<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html)/i;
const NO_TEXT = /\.(pdf|docx?|odt|rtf|pages|epub|png|jpe?g|gif|webp|zip|xlsx?|pptx?)$/i;

// Throws `Problem` where the file is not an article that can be read.
export async function articleOf(file) {
  if (NO_TEXT.test(file.name)) {
    throw foundHere(
      "This kind of file cannot be read here",
      "Open it in its own program, copy the article and paste it.",
    );
  }
  if (file.size > MOST_BYTES) {
    throw foundHere("This file is too large", "An article of news is rarely over one megabyte.");
  }
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw foundHere("The file could not be opened", "It may be a folder, or have been moved.");
  }
  const content = decoded(bytes);
  if (content.includes("\0")) {
    throw foundHere("This is not a text file", "Save it as plain text or HTML, or paste its text.");
  }
  const isHtml = file.type === "text/html" || HTML_NAME.test(file.name) || HTML_START.test(content);
  return { content, isHtml, name: file.name };
}

// UTF-8 if it is that, else what its first bytes declare, else what old Western files are in.
export function decoded(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(declared(bytes)).decode(bytes);
  }
}

function declared(bytes) {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  const name = /<meta[^>]+charset=["']?([\w-]+)/i.exec(start)?.[1] ?? "windows-1252";
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return "windows-1252";
  }
}
