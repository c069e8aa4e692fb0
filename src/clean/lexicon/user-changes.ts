/** A user's own rules: laid over the shipped ones, and tested on their own examples. */
import { UsageError } from "../../errors.js";
import type { LexiconChanges, UserLexicon, UserRule } from "../../model/lexicon.js";
import { splitLines } from "../../text/lines.js";
import { scanPage } from "../scan.js";
import { type CompiledLexicon, compileLexicon } from "./compile.js";
import { matchLine } from "./match.js";
import { parsePattern, readings } from "./pattern.js";
import type { Lexicon } from "./rule.js";

/** Prefix of the ids of rules that run in every language. */
export const ALL_LANGUAGES = "all";
/** Ways one text may be read from one word on, all gaps and slots counted; it bounds the work per word. */
export const MOST_READINGS = 4096;

/** Language of a rule, by its id. */
export function languageOfRule(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

/** A lexicon with its own part of a user's changes: rules gone, replaced and added. */
export function changed(lexicon: Lexicon, { rules, silence }: LexiconChanges): Lexicon {
  const own = rules.filter(({ id }) => languageOfRule(id) === lexicon.language);
  const replaced = new Map(own.map((rule) => [rule.id, rule]));
  const kept = lexicon.rules.filter(({ id }) => !isSilenced(id, silence)).map((rule) => replaced.get(rule.id) ?? rule);
  const known = new Set(lexicon.rules.map(({ id }) => id));
  return { ...lexicon, rules: [...kept, ...own.filter(({ id }) => !known.has(id))] };
}

function isSilenced(id: string, silence: readonly string[]): boolean {
  return silence.some((name) => (name.endsWith("/*") ? id.startsWith(name.slice(0, -1)) : id === name));
}

/**
 * Tests a user's lexicon: that every id to silence names a rule, that every text can be read, and that every rule fires
 * in its examples and in none of its counter-examples. `lexiconOf` gives the word lists of a language.
 * @throws {UsageError} naming file, rule, what was expected and what was found.
 */
export function checkUserLexicon(
  user: UserLexicon,
  shipped: readonly Lexicon[],
  lexiconOf: (language: string) => readonly Lexicon[],
): void {
  const known = [...shipped.flatMap(({ rules }) => rules.map(({ id }) => id)), ...user.rules.map(({ id }) => id)];
  for (const [place, changes] of [["", user], ...user.sources] as const) {
    const where = place === "" ? user.file : `${user.file}: source ${JSON.stringify(place)}`;
    for (const name of changes.silence) {
      if (!known.some((id) => isSilenced(id, [name])))
        throw new UsageError(`${where}: silence: expected the id of a rule, found ${JSON.stringify(name)}`);
    }
    for (const rule of changes.rules) checkRule(where, rule, lexiconOf(languageOfRule(rule.id)));
  }
}

function checkRule(where: string, rule: UserRule, words: readonly Lexicon[]): void {
  const fail = (why: string, cause?: unknown): never => {
    throw new UsageError(`${where}: rule ${rule.id}: ${why}`, { cause });
  };
  for (const text of rule.texts) {
    const ways = readTextOr(text, fail);
    if (ways > MOST_READINGS)
      fail(`text ${JSON.stringify(text)}: expected at most ${MOST_READINGS} readings, found ${ways}; use smaller gaps`);
  }
  const compiled = compileOr(rule, words, fail);
  for (const line of rule.examples)
    if (!fires(compiled, line)) fail(`expected to fire in its example ${JSON.stringify(line)}, found that it does not`);
  for (const line of rule.counterExamples) {
    if (fires(compiled, line))
      fail(`expected not to fire in its counter-example ${JSON.stringify(line)}, found that it does`);
  }
}

function readTextOr(text: string, fail: (why: string, cause: unknown) => never): number {
  try {
    return readings(parsePattern(text));
  } catch (error) {
    return fail((error as Error).message, error);
  }
}

function compileOr(
  rule: UserRule,
  words: readonly Lexicon[],
  fail: (why: string, cause: unknown) => never,
): CompiledLexicon {
  const bare = words.map((lexicon) => ({ ...lexicon, rules: [] }));
  try {
    return compileLexicon([...bare.slice(1), { ...(bare[0] as Lexicon), rules: [rule] }]);
  } catch (error) {
    return fail((error as Error).message, error);
  }
}

/** Whether the only rule of a lexicon fires in a line, wherever in an article the line stands. */
function fires(lexicon: CompiledLexicon, line: string): boolean {
  const page = scanPage(line, "lines", splitLines(line), lexicon.vocabulary);
  return page.lines.count > 0 && matchLine(page, lexicon, 0, []).length > 0;
}
