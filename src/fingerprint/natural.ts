import { createRequire } from "node:module";
import { UsageError } from "../errors.js";

/**
 * The only file that knows the npm package natural 8.1.1. It reads single files of it: the package's root, and anything
 * that reaches its util/index.js, loads four database drivers, prints to stdout and reads `.env` into the process.
 * This file in turn is imported only when a stemmed analyzer is asked for.
 */

/** Stems and stop words of one language. Words go in as natural wants them: lower case, composed (NFC). */
export interface LanguageStems {
  readonly stem: (word: string) => string;
  readonly stopWords: readonly string[];
}

const ROOT = "natural/lib/natural";

/** Language → its stemmer's file under stemmers/. Left out: fa, whose stemmer does nothing, and ja, whose stemmer wants
 * whole katakana words where our tokens are single characters. */
const STEMMERS: Readonly<Record<string, string>> = {
  de: "porter_stemmer_de",
  en: "porter_stemmer",
  es: "porter_stemmer_es",
  fr: "porter_stemmer_fr",
  id: "indonesian/stemmer_id",
  it: "porter_stemmer_it",
  nl: "porter_stemmer_nl",
  no: "porter_stemmer_no",
  pt: "porter_stemmer_pt",
  ru: "porter_stemmer_ru",
  sv: "porter_stemmer_sv",
  uk: "porter_stemmer_uk",
};

/** Languages that have both a stemmer and stop words, sorted. */
export function stemmedLanguages(): readonly string[] {
  return Object.keys(STEMMERS).sort();
}

/**
 * Loads one language; 2 to 20 ms the first time in a process.
 * @throws {UsageError} for a language natural has no stemmer for; the message lists those it has.
 */
export function loadStems(language: string): LanguageStems {
  const file = Object.hasOwn(STEMMERS, language) ? STEMMERS[language] : undefined;
  if (file === undefined) {
    const known = stemmedLanguages().join(", ");
    throw new UsageError(`option analyzer: expected stemmed:<language> with one of ${known}; found "${language}"`);
  }
  const stemmer = asStemmer(load(`${ROOT}/stemmers/${file}.js`), file);
  return { stem: (word) => stemmer.stem(word), stopWords: loadStopWords(language) };
}

function loadStopWords(language: string): readonly string[] {
  if (language === "de") return asWords(property(loadFromNatural("stopwords-iso"), "de"), language);
  const file = language === "en" ? "stopwords" : `stopwords_${language}`;
  return asWords(property(load(`${ROOT}/util/${file}.js`), "words"), language);
}

function load(path: string): unknown {
  return createRequire(import.meta.url)(path);
}

/** natural keeps no German list of its own; its German stemmer takes the one of stopwords-iso, which it depends on. */
function loadFromNatural(name: string): unknown {
  const require = createRequire(import.meta.url);
  return createRequire(require.resolve(`${ROOT}/stemmers/stemmer_de.js`))(name);
}

interface Stemmer {
  stem(word: string): string;
}

function asStemmer(value: unknown, file: string): Stemmer {
  if (typeof property(value, "stem") !== "function") throw new TypeError(`natural: expected a stemmer in ${file}.js`);
  return value as Stemmer;
}

function asWords(value: unknown, language: string): readonly string[] {
  if (!Array.isArray(value)) throw new TypeError(`natural: expected a list of stop words for "${language}"`);
  return value.filter((word) => typeof word === "string");
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value ? Reflect.get(value, name) : undefined;
}
