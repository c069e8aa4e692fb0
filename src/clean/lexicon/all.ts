import { GERMAN } from "./de.js";
import { ENGLISH } from "./en.js";
import { FRENCH } from "./fr.js";
import type { Lexicon } from "./rule.js";

/** The lexicons that ship. */
export const LEXICONS: readonly Lexicon[] = [ENGLISH, GERMAN, FRENCH];
