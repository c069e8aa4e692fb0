import { createHash } from "node:crypto";
import type { ArticleInput } from "../engine/article-input.js";
import { hostOf } from "../read/source.js";
import type { ArticleBody } from "./schemas.js";

/** Hex digits of an article's hash in its id: 128 bits. */
const HASH_DIGITS = 32;

/** The article of a checked body. Without an id it is named by a hash of itself, so that sending it twice adds it once. */
export function articleOfBody(body: ArticleBody): ArticleInput & { readonly id: string; readonly source: string } {
  const { text, id, title, url, source, date, language } = body;
  const given = { title, url, date, language };
  const present = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== null),
  );
  return {
    ...(present as Partial<Record<keyof typeof given, string>>),
    text,
    id: id ?? hashOf(body),
    source: source ?? hostOf(url ?? undefined),
  };
}

function hashOf({ text, title, url, source, date, language }: ArticleBody): string {
  const parts = JSON.stringify([text, title ?? null, url ?? null, source ?? null, date ?? null, language ?? null]);
  return `sha256:${createHash("sha256").update(parts).digest("hex").slice(0, HASH_DIGITS)}`;
}
