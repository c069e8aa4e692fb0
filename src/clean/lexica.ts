/** Which rules run in which article: those of its language, and what of English runs everywhere. */
import type { Article } from "../model/article.js";
import type { LexiconChanges, UserLexicon } from "../model/lexicon.js";
import type { Options } from "../options.js";
import { createLanguageDetector, primaryLanguage, UNDETERMINED } from "../text/languages.js";
import { abroad } from "./lexicon/abroad.js";
import { LEXICONS } from "./lexicon/all.js";
import { type CompiledLexicon, compileLexicon } from "./lexicon/compile.js";
import { ENGLISH } from "./lexicon/en.js";
import type { Lexicon } from "./lexicon/rule.js";
import { ALL_LANGUAGES, changed, checkUserLexicon, languageOfRule } from "./lexicon/user-changes.js";

/** Gives the compiled rules for an article whose text, or what is left of it, is `text`, and begins with its `BEGINNING_UNITS`. */
export type Lexica = (
  article: Pick<Article, "language" | "source">,
  text: string,
  beginning?: string,
) => CompiledLexicon;

/** Lexicons by language, the user's words and languages among them. */
type ByLanguage = ReadonlyMap<string, Lexicon>;

const NO_CHANGES: LexiconChanges = { rules: [], silence: [] };

/**
 * Rules are compiled when an article first needs them, once a language, and once more a source that has changes of its
 * own. An article's language is the option's, else its own, else detected; where it cannot be told, English runs.
 * @throws {UsageError} naming the rule, where a user's lexicon is not as it should be.
 */
export function createLexica(options: Options, user?: UserLexicon): Lexica {
  const byLanguage = withUserWords(user);
  if (user !== undefined)
    checkUserLexicon(user, LEXICONS, (language) => [byLanguage.get(language) ?? empty(language), abroad(ENGLISH)]);
  const detect = createLanguageDetector(
    new Map([...byLanguage].map(([language, { stopWords }]) => [language, stopWords])),
  );
  const fixed = primaryLanguage(options.language);
  const compiled = new Map<string, CompiledLexicon>();
  return ({ language, source }, text, beginning) => {
    const found = fixed ?? primaryLanguage(language) ?? detect(text, beginning);
    const spoken = found === UNDETERMINED ? ENGLISH.language : byLanguage.has(found) ? found : UNDETERMINED;
    const changes = user?.sources.get(source);
    const key = changes === undefined ? spoken : `${spoken} ${source}`;
    const known =
      compiled.get(key) ?? compileLexicon(lexiconsFor(spoken, byLanguage, [user ?? NO_CHANGES, changes ?? NO_CHANGES]));
    compiled.set(key, known);
    return known;
  };
}

/** The lexicons of a language; of one that has none, English as it runs abroad. */
function lexiconsFor(language: string, byLanguage: ByLanguage, layers: readonly LexiconChanges[]): readonly Lexicon[] {
  const apply = (lexicon: Lexicon) => layers.reduce(changed, lexicon);
  const english = byLanguage.get(ENGLISH.language) ?? ENGLISH;
  const everywhere = apply(empty(ALL_LANGUAGES));
  if (language === ENGLISH.language) return [apply(english), everywhere];
  const own = byLanguage.get(language);
  return [...(own === undefined ? [] : [apply(own)]), abroad(apply(english)), everywhere];
}

function withUserWords(user: UserLexicon | undefined): ByLanguage {
  const byLanguage = new Map(LEXICONS.map((lexicon) => [lexicon.language, lexicon]));
  const rules = [user ?? NO_CHANGES, ...(user?.sources.values() ?? [])].flatMap((changes) => changes.rules);
  for (const language of [...rules.map(({ id }) => languageOfRule(id)), ...(user?.words.keys() ?? [])]) {
    if (language !== ALL_LANGUAGES && !byLanguage.has(language)) byLanguage.set(language, empty(language));
  }
  for (const [language, lists] of user?.words ?? []) {
    const known = byLanguage.get(language) ?? empty(language);
    const joined = Object.entries(lists).map(([list, words]) => [
      list,
      [...known[list as keyof typeof lists], ...words],
    ]);
    byLanguage.set(language, { ...known, ...(Object.fromEntries(joined) as typeof lists) });
  }
  return byLanguage;
}

/** A language without rules or words of its own. */
function empty(language: string): Lexicon {
  const words = { stopWords: [], reporting: [], months: [], weekdays: [], reader: [], interfaceWords: [] };
  const lexicon = { language, rules: [], ...words, gluedLabels: [], sections: [], corrections: [], agencies: [] };
  return language === ALL_LANGUAGES ? lexicon : { ...lexicon, numericDates: true };
}
