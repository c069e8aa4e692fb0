import { createHash } from "node:crypto";
import type { UserLexicon } from "../model/lexicon.js";
import type { Options } from "../options.js";
import { LEXICONS } from "./lexicon/all.js";
import { NO_RULES } from "./none.js";
import * as weights from "./weights.js";

/** Hex digits of a hash in the name. */
const HASH_DIGITS = 12;

/** The name of the rules in use under a profile. */
export function rulesetOf({ profile }: Pick<Options, "profile">, user?: UserLexicon): string {
  return profile === "none" ? NO_RULES : rulesetName(user);
}

/**
 * Name of the rules and weights that cleaning uses, for example `ar+de+en@3f2a…`, and with a user's own file
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
