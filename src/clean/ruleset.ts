import { createHash } from "node:crypto";
import type { UserLexicon } from "../model/lexicon.js";
import { LEXICONS } from "./lexicon/all.js";
import * as weights from "./weights.js";

/** Hex digits of a hash in the name. */
const HASH_DIGITS = 12;

/**
 * Name of the rules and weights in use, for example `ar+de+en@3f2a…`, and with a user's own file
 * `ar+de+en@3f2a…+lexicon@91c0…`: equal names mean equal decisions.
 */
export function rulesetName(user?: UserLexicon): string {
  // Sorted as a module's own names are, wherever it was loaded by.
  const sorted = Object.fromEntries(Object.entries(weights).sort(([x], [y]) => (x < y ? -1 : 1)));
  const data = JSON.stringify([LEXICONS, sorted]);
  const hash = createHash("sha256").update(data).digest("hex").slice(0, HASH_DIGITS);
  const languages = LEXICONS.map(({ language }) => language).sort();
  return `${languages.join("+")}@${hash}${user === undefined ? "" : `+lexicon@${user.hash.slice(0, HASH_DIGITS)}`}`;
}
