/** Rules about the elements that a line stands in: tags, roles and classes. */
import { ancestor, blockOf, type Family } from "./families.js";
import { HINT_NAMES } from "./hints.js";
import { CONTEXT_NAMES } from "./page.js";

/** Tags that are told apart. */
const TAGS = [
  "p",
  "div",
  "li",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "tr",
  "td",
  "dt",
  "dd",
  "blockquote",
  "figcaption",
  "pre",
  "section",
  "article",
  "header",
  "footer",
  "page",
  "body",
  "label",
  "form",
] as const;

function hintFamily(name: string, levels: number): Family {
  return {
    kind: "many",
    name,
    labels: HINT_NAMES,
    of: (facts, line) => facts.hints[ancestor(facts, line, levels)] ?? 0,
  };
}

export const BLOCK_FAMILIES: readonly Family[] = [
  {
    kind: "one",
    name: "tag",
    labels: [...TAGS, "other"],
    of: (facts, line) => {
      const found = (TAGS as readonly string[]).indexOf(facts.page.blocks.tag[blockOf(facts, line)] ?? "");
      return found < 0 ? TAGS.length : found;
    },
  },
  {
    kind: "one",
    name: "parent tag",
    labels: [...TAGS, "other"],
    of: (facts, line) => {
      const found = (TAGS as readonly string[]).indexOf(facts.page.blocks.tag[ancestor(facts, line, 1)] ?? "");
      return found < 0 ? TAGS.length : found;
    },
  },
  {
    kind: "many",
    name: "in",
    labels: CONTEXT_NAMES.map(([, name]) => name),
    of: (facts, line) => facts.page.blocks.context[blockOf(facts, line)] ?? 0,
  },
  hintFamily("class", 0),
  hintFamily("parent's class", 1),
  hintFamily("grandparent's class", 2),
  {
    kind: "many",
    name: "class around",
    labels: HINT_NAMES,
    of: (facts, line) => facts.page.blocks.hintsAround[blockOf(facts, line)] ?? 0,
  },
  {
    kind: "many",
    name: "inline class",
    labels: HINT_NAMES,
    of: (facts, line) => facts.page.lines.inlineHints[line] ?? 0,
  },
];
