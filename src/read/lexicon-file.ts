import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { InputError, UsageError } from "../errors.js";
import {
  type LexiconChanges,
  RULE_LIFTS,
  RULE_MATCHES,
  RULE_POSITIONS,
  RULE_ROLES,
  RULE_STRENGTHS,
  type UserLexicon,
  type UserRule,
  WORD_LISTS,
  type WordList,
} from "../model/lexicon.js";
import { SPAN_CLASSES } from "../model/span.js";

/** First version of the format; docs/lexicon.md describes it. */
export const LEXICON_SCHEMA = "dittograph-lexicon/1";
/** Rules of one file: far above any house style, and few enough to compile in a moment. */
export const MOST_RULES = 5000;
/** Characters of one text, example or word. */
const LONGEST_TEXT = 2000;

/** `<language>/<class>/<what>`; deeper names are allowed. */
const RULE_ID = /^(?:all|[a-z]{2,3})(?:\/[a-z0-9_-]+){2,4}$/;
const SILENCED_ID = /^(?:all|[a-z]{2,3})(?:\/[a-z0-9_-]+){0,4}(?:\/\*)?$/;
const LANGUAGE = /^[a-z]{2,3}$/;

/**
 * Reads a user's lexicon file. Texts and examples are tested where a cleaner is made with it.
 * @throws {UsageError} where there is no such file; @throws {InputError} naming file, rule, what was expected and found.
 */
export function readLexicon(path: string): UserLexicon {
  try {
    return parseLexicon(path, readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new UsageError(`${path}: cannot read lexicon: ${(error as Error).message}`, { cause: error });
  }
}

/** Narrows a lexicon file's text; `file` is how messages name it. */
export function parseLexicon(file: string, text: string): UserLexicon {
  const place = { file, where: "the file" };
  const root = object(place, parseJson(file, text), ["schema", "rules", "silence", "words", "sources"]);
  if (root.schema !== LEXICON_SCHEMA) fail({ file, where: "schema" }, JSON.stringify(LEXICON_SCHEMA), root.schema);
  const sources = Object.entries(object({ file, where: "sources" }, root.sources ?? {}));
  const named = sources.map(([source, changes]): [string, LexiconChanges] => {
    const where = `sources[${JSON.stringify(source)}]`;
    return [source, parseChanges(file, `${where}.`, object({ file, where }, changes, ["rules", "silence"]))];
  });
  const hash = createHash("sha256").update(text).digest("hex");
  return {
    file,
    hash,
    ...parseChanges(file, "", root),
    words: parseWords(file, root.words ?? {}),
    sources: new Map(named),
  };
}

function parseChanges(file: string, prefix: string, given: Members): LexiconChanges {
  const rules = array({ file, where: `${prefix}rules` }, given.rules ?? []);
  if (rules.length > MOST_RULES) fail({ file, where: `${prefix}rules` }, `at most ${MOST_RULES} rules`, rules.length);
  const parsed = rules.map((rule, index) => parseRule(file, `${prefix}rules[${index}]`, rule));
  const seen = new Set<string>();
  for (const { id } of parsed) {
    if (seen.has(id)) fail({ file, where: `${prefix}rules` }, "every id once", `${id} twice`);
    seen.add(id);
  }
  const silence = strings({ file, where: `${prefix}silence` }, given.silence ?? []);
  for (const id of silence)
    if (!SILENCED_ID.test(id)) fail({ file, where: `${prefix}silence` }, "the id of a rule, or its start and /*", id);
  return { rules: parsed, silence };
}

const RULE_MEMBERS = [
  ...["id", "class", "match", "texts", "strength", "role", "maxWords", "minWords", "position", "reader", "lifts"],
  ...["examples", "counterExamples"],
];

function parseRule(file: string, where: string, value: unknown): UserRule {
  const given = object({ file, where }, value);
  const { id } = given;
  if (typeof id !== "string" || !RULE_ID.test(id))
    return fail({ file, where: `${where}.id` }, "<language>/<class>/<name>, in small letters", id);
  const place = { file, where: `rule ${id}` };
  object(place, value, RULE_MEMBERS);
  const at = (name: string): Place => ({ file, where: `rule ${id}: ${name}` });
  const optional = <T>(name: string, read: (place: Place, found: unknown) => T) =>
    given[name] === undefined ? {} : { [name]: read(at(name), given[name]) };
  return {
    id,
    class: oneOf(at("class"), given.class, SPAN_CLASSES),
    match: oneOf(at("match"), given.match, RULE_MATCHES),
    texts: filled(at("texts"), given.texts),
    strength: oneOf(at("strength"), given.strength, RULE_STRENGTHS),
    ...optional("role", (found, role) => oneOf(found, role, RULE_ROLES)),
    ...optional("maxWords", count),
    ...optional("minWords", count),
    ...optional("position", (found, position) => oneOf(found, position, RULE_POSITIONS)),
    ...optional("reader", (found, reader) => (reader === true ? true : fail(found, "true", reader))),
    ...optional("lifts", (found, field) => oneOf(found, field, RULE_LIFTS)),
    examples: filled(at("examples"), given.examples),
    counterExamples: filled(at("counterExamples"), given.counterExamples),
  };
}

function parseWords(file: string, given: unknown): UserLexicon["words"] {
  const languages = Object.entries(object({ file, where: "words" }, given));
  return new Map(
    languages.map(([language, lists]) => {
      const where = `words.${language}`;
      if (!LANGUAGE.test(language)) fail({ file, where: "words" }, "languages of two or three small letters", language);
      const entries = Object.entries(object({ file, where }, lists, WORD_LISTS));
      const parsed = entries.map(([list, words]) => [list, strings({ file, where: `${where}.${list}` }, words)]);
      return [language, Object.fromEntries(parsed) as Partial<Record<WordList, readonly string[]>>];
    }),
  );
}

interface Place {
  readonly file: string;
  readonly where: string;
}

type Members = Readonly<Record<string, unknown>>;

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError(file, `expected JSON: ${(cause as Error).message}`, { cause });
  }
}

function object(place: Place, value: unknown, members?: readonly string[]): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return fail(place, "an object", value);
  const foreign = Object.keys(value).find((name) => members !== undefined && !members.includes(name));
  if (foreign !== undefined) fail(place, `only the members ${members?.join(", ")}`, foreign);
  return value as Members;
}

function array(place: Place, value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : fail(place, "an array", value);
}

function strings(place: Place, value: unknown): readonly string[] {
  return array(place, value).map((item, index) => {
    if (typeof item === "string" && item !== "" && item.length <= LONGEST_TEXT) return item;
    return fail({ ...place, where: `${place.where}[${index}]` }, `a string of 1 to ${LONGEST_TEXT} characters`, item);
  });
}

function filled(place: Place, value: unknown): readonly string[] {
  const found = strings(place, value);
  return found.length > 0 ? found : fail(place, "at least one string", value);
}

function oneOf<T extends string>(place: Place, value: unknown, allowed: readonly T[]): T {
  return allowed.find((known) => known === value) ?? fail(place, `one of ${allowed.join(", ")}`, value);
}

function count(place: Place, value: unknown): number {
  return Number.isInteger(value) && (value as number) > 0
    ? (value as number)
    : fail(place, "a whole number above 0", value);
}

function fail({ file, where }: Place, expected: string, found: unknown): never {
  const shown = found === undefined ? "nothing" : JSON.stringify(found).slice(0, 120);
  throw new InputError(file, `${where}: expected ${expected}, found ${shown}`);
}
