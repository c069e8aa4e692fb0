import { ARABIC } from "./ar.js";
import { GERMAN } from "./de.js";
import { ENGLISH } from "./en.js";
import { SPANISH } from "./es.js";
import { FRENCH } from "./fr.js";
import { ITALIAN } from "./it.js";
import { JAPANESE } from "./ja.js";
import { KOREAN } from "./ko.js";
import { PORTUGUESE } from "./pt.js";
import { RUSSIAN } from "./ru.js";
import type { Lexicon } from "./rule.js";
import { THAI } from "./th.js";
import { CHINESE } from "./zh.js";

/** The lexicons that ship. */
export const LEXICONS: readonly Lexicon[] = [
  ARABIC,
  GERMAN,
  ENGLISH,
  SPANISH,
  FRENCH,
  ITALIAN,
  JAPANESE,
  KOREAN,
  PORTUGUESE,
  RUSSIAN,
  THAI,
  CHINESE,
];
