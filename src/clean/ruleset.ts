import { createHash } from "node:crypto";
import { ENGLISH } from "./lexicon/en.js";
import type { Lexicon } from "./lexicon/rule.js";
import * as weights from "./weights.js";

/** Hex digits of the hash that names a ruleset. */
const HASH_DIGITS = 12;

/** Name of the rules and weights in use, for example `en@3f2a…`: equal names mean equal decisions. */
export function rulesetName(lexicons: readonly Lexicon[] = [ENGLISH]): string {
  const data = JSON.stringify([lexicons, weights]);
  const hash = createHash("sha256").update(data).digest("hex").slice(0, HASH_DIGITS);
  return `${lexicons.map(({ language }) => language).join("+")}@${hash}`;
}
