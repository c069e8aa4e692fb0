import { LEGAL_RULES } from "./en-legal.js";
import { LINK_RULES } from "./en-links.js";
import { METADATA_RULES } from "./en-metadata.js";
import { PROMOTION_RULES } from "./en-promotion.js";
import { WIDGET_RULES } from "./en-widgets.js";
import * as words from "./en-words.js";
import type { Lexicon } from "./rule.js";

/** English furniture. The rules stand in five files by what they speak of; every rule is tested on its own examples. */
export const ENGLISH: Lexicon = {
  language: "en",
  rules: [...LINK_RULES, ...LEGAL_RULES, ...PROMOTION_RULES, ...WIDGET_RULES, ...METADATA_RULES],
  stopWords: words.STOP_WORDS,
  reporting: words.REPORTING,
  months: words.MONTHS,
  weekdays: words.WEEKDAYS,
  reader: words.READER,
  interfaceWords: words.INTERFACE_WORDS,
  gluedLabels: words.GLUED_LABELS,
  sections: words.SECTIONS,
  corrections: words.CORRECTIONS,
  agencies: words.AGENCIES,
};
