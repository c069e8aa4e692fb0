/**
 * Which language a text is written in: by its script where that tells, else by stop words. Only the first few thousand
 * units are read, most texts are decided by the first few hundred.
 */
import { CHARACTERS, LETTER } from "./characters.js";
import { createUnits } from "./text-units.js";

/** The language of a text of which too little is known. */
export const UNDETERMINED = "und";

/** Units of the first sample. */
export const BEGINNING_UNITS = 256;
/** Where samples end, in units from the start; the last sample is from the middle of long texts. */
const SAMPLE_ENDS = [BEGINNING_UNITS, 1024, 4000] as const;
const MIDDLE_UNITS = 2000;

/** Scores that decide at once: stop words found, their share of the words, and how far ahead of the next language. */
const CLEAR = { found: 6, share: 0.15, lead: 3 } as const;
/** Scores that decide when all samples are read. */
const ENOUGH = { found: 3, share: 0.08, lead: 1.5 } as const;

/** Letters that tell a script to be of another language: Ukrainian, Serbian; Persian, Urdu. */
const FOREIGN: ReadonlyMap<string, RegExp> = new Map([
  ["ru", /[іїєґўјљњћђ]/gu],
  ["ar", /[پچژگکیےٹ]/gu],
]);
/** Letters without which a text is not of the language: Bulgarian has none of these. */
const NEEDED: ReadonlyMap<string, RegExp> = new Map([["ru", /[ыэё]/u]]);
/** Foreign letters a text may have, as a share of its words: names have some. */
const MOST_FOREIGN = 0.02;

/** Letters of a script by which it outweighs Latin menus and names; one Han letter says as much as two Latin ones. */
const SCRIPTS: readonly {
  readonly script: "han" | "kana" | "ko" | "th";
  readonly letters: RegExp;
  readonly weight: number;
}[] = [
  { script: "han", letters: /[\u3400-\u9fff]/g, weight: 2 },
  { script: "kana", letters: /[\u3041-\u30ff]/g, weight: 2 },
  { script: "ko", letters: /[\uac00-\ud7a3]/g, weight: 2 },
  { script: "th", letters: /[\u0e01-\u0e4e]/g, weight: 1 },
];
/** Share of kana among Han and kana from which a text is Japanese. */
const KANA_SHARE = 0.08;
/** Share of all letters from which a script decides. */
const SCRIPT_SHARE = 0.4;
/** Weighted letters that are enough to go by. */
const LEAST_LETTERS = 12;

/** Tells the language of a text; `beginning` is its first `BEGINNING_UNITS`, for who has them at hand. */
export type LanguageDetector = (text: string, beginning?: string) => string;

/**
 * Gives a detector of the languages whose stop words are given, and of Chinese, Japanese, Korean and Thai, which their
 * scripts tell. It answers with a language of the list or `und`. Reads at most 6,000 units of a text.
 */
export function createLanguageDetector(stopWords: ReadonlyMap<string, readonly string[]>): LanguageDetector {
  const languages = [...stopWords.keys()];
  const owners = new Map<string, number[]>();
  for (const [index, language] of languages.entries()) {
    for (const word of new Set(stopWords.get(language))) owners.set(word, [...(owners.get(word) ?? []), index]);
  }
  const known = tableOf(owners);
  const tally: Tally = { scores: new Float64Array(languages.length), found: new Uint32Array(languages.length) };
  const units = createUnits(SAMPLE_ENDS[2]);
  // The last beginning that was enough to go by: a text that is read again, with less in it, mostly begins alike.
  let last: { readonly beginning: string; readonly language: string } | undefined;
  return (text, beginning = text.slice(0, BEGINNING_UNITS)) => {
    if (beginning === last?.beginning) return last.language;
    for (const end of SAMPLE_ENDS) {
      const sample = units.take(end === BEGINNING_UNITS ? beginning : text.slice(0, end));
      const plain = byPlainWords(sample, Math.min(end, text.length), languages, known, tally);
      const language = plain ?? bySample(lettersOf(text, 0, end), languages, known, CLEAR);
      if (language !== UNDETERMINED && end === BEGINNING_UNITS) last = { beginning, language };
      if (language !== UNDETERMINED) return language;
      if (text.length <= end) break;
    }
    let sample = lettersOf(text, 0, SAMPLE_ENDS[2]);
    if (text.length > 2 * (SAMPLE_ENDS[2] + MIDDLE_UNITS))
      sample += ` ${lettersOf(text, text.length >> 1, (text.length >> 1) + MIDDLE_UNITS)}`;
    return bySample(sample, languages, known, ENOUGH);
  };
}

/** The primary language of a BCP 47 tag in lower case, `en` for `en-GB` and `eng`; undefined where there is none. */
export function primaryLanguage(tag: string | undefined): string | undefined {
  const primary = /^([a-z]{2,3})(?:[-_]|$)/i.exec(tag ?? "")?.[1];
  if (primary === undefined) return undefined;
  const language = Intl.getCanonicalLocales(primary)[0]?.toLowerCase();
  return language === UNDETERMINED || language === "mul" || language === "zxx" ? undefined : language;
}

function lettersOf(text: string, from: number, to: number): string {
  const letters = text.slice(from, to).toLowerCase();
  return /[\u0300-\u036f]/.test(letters) ? letters.normalize("NFC") : letters;
}

/** The language of a text in small letters, by its script or its stop words, or `und`. */
function bySample(sample: string, languages: readonly string[], known: WordTable, demand: Demand): string {
  return byScript(sample) ?? byStopWords(sample, languages, known, demand) ?? UNDETERMINED;
}

function byScript(sample: string): string | undefined {
  if (!/[\u0e01-\u0e4e\u3041-\ud7a3]/.test(sample)) return undefined;
  const counts = SCRIPTS.map(({ letters, weight }) => (sample.match(letters)?.length ?? 0) * weight);
  const [han = 0, kana = 0, korean = 0, thai = 0] = counts;
  const all = Math.max(han + kana, korean, thai);
  if (all < LEAST_LETTERS) return undefined;
  const others = sample.match(/[a-z\u00c0-\u06ff]/g)?.length ?? 0;
  if (all < SCRIPT_SHARE * (han + kana + korean + thai + others)) return undefined;
  if (all === thai) return "th";
  if (all === korean) return "ko";
  return kana >= KANA_SHARE * (han + kana) ? "ja" : "zh";
}

interface Demand {
  readonly found: number;
  readonly share: number;
  readonly lead: number;
}

/** Scores of the languages, and how many of their stop words a text has. */
interface Tally {
  readonly scores: Float64Array;
  readonly found: Uint32Array;
}

/** Marks a unit whose script or whose other case a text must be looked through for. */
const ELSEWHERE = 0xffff;
const SMALL_FROM_TABLE = 0x300;
const SCRIPT_UNITS = /[\u0e01-\u0e4e\u3041-\ud7a3]/;

/** Unit → its small letter, 0 where it is no letter, or `ELSEWHERE`. */
const SMALL_LETTERS: Uint16Array = Uint16Array.from(CHARACTERS, (kind, unit) => {
  const spelled = String.fromCharCode(unit);
  if (SCRIPT_UNITS.test(spelled)) return ELSEWHERE;
  if ((kind & LETTER) === 0) return 0;
  const small = spelled.toLowerCase();
  return unit < SMALL_FROM_TABLE && small.length === 1 ? small.charCodeAt(0) : ELSEWHERE;
});

/**
 * The language of the first units of a text by its stop words, or `und`, as `bySample` would tell; undefined where a unit is
 * not Latin. Most texts are told by this loop, which writes no small letters down.
 */
function byPlainWords(
  units: Uint16Array,
  end: number,
  languages: readonly string[],
  known: WordTable,
  tally: Tally,
): string | undefined {
  tally.scores.fill(0);
  tally.found.fill(0);
  let words = 0;
  for (let at = 0; at < end; at++) {
    const start = at;
    let hash = 0;
    let letter = SMALL_LETTERS[units[at] as number] as number;
    while (letter !== 0) {
      if (letter === ELSEWHERE) return undefined;
      hash = hashUnit(hash, letter);
      letter = ++at < end ? (SMALL_LETTERS[units[at] as number] as number) : 0;
    }
    if (at === start) continue;
    words++;
    const owners = plainOwnersOf(known, hash, units, start, at);
    if (owners !== undefined) count(owners, tally);
  }
  const language = languageOf(tally, words, languages, CLEAR);
  return language === undefined || NEEDED.has(language) ? UNDETERMINED : language;
}

/** A stop word of several languages speaks for each in part. */
function count(owners: readonly number[], { scores, found }: Tally): void {
  for (let i = 0; i < owners.length; i++) {
    const owner = owners[i] as number;
    scores[owner] = (scores[owner] as number) + 1 / owners.length;
    found[owner] = (found[owner] as number) + 1;
  }
}

function byStopWords(
  sample: string,
  languages: readonly string[],
  known: WordTable,
  demand: Demand,
): string | undefined {
  const tally = { scores: new Float64Array(languages.length), found: new Uint32Array(languages.length) };
  let words = 0;
  for (let at = 0; at < sample.length; ) {
    const start = at;
    let hash = 0;
    for (; at < sample.length; at++) {
      const unit = sample.charCodeAt(at);
      if (((CHARACTERS[unit] as number) & LETTER) === 0) break;
      hash = hashUnit(hash, unit);
    }
    if (at > start) words++;
    const owners = at > start ? ownersOf(known, hash, sample, start, at) : undefined;
    at++;
    if (owners !== undefined) count(owners, tally);
  }
  const language = languageOf(tally, words, languages, demand);
  return language !== undefined && isNative(sample, language, words) ? language : undefined;
}

/** The language whose stop words speak clearly enough. */
function languageOf(
  { scores, found }: Tally,
  words: number,
  languages: readonly string[],
  demand: Demand,
): string | undefined {
  let best = 0;
  for (let at = 1; at < scores.length; at++) if ((scores[at] as number) > (scores[best] as number)) best = at;
  let second = 0;
  for (let at = 0; at < scores.length; at++) if (at !== best) second = Math.max(second, scores[at] as number);
  const score = scores[best] ?? 0;
  const clear = (found[best] ?? 0) >= demand.found && score >= demand.share * words && score >= demand.lead * second;
  return clear ? languages[best] : undefined;
}

/** Stop words by hash in open addressing, and the languages that have them; no word is cut out of a text to be looked up. */
interface WordTable {
  readonly mask: number;
  readonly hashes: Int32Array;
  readonly words: readonly (string | undefined)[];
  readonly owners: readonly (readonly number[] | undefined)[];
}

function tableOf(known: ReadonlyMap<string, readonly number[]>): WordTable {
  let size = 64;
  while (size < known.size * 4) size *= 2;
  const mask = size - 1;
  const hashes = new Int32Array(size);
  const words = new Array<string | undefined>(size).fill(undefined);
  const owners = new Array<readonly number[] | undefined>(size).fill(undefined);
  for (const [word, languages] of known) {
    let hash = 0;
    for (let at = 0; at < word.length; at++) hash = hashUnit(hash, word.charCodeAt(at));
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (words[slot] !== undefined) slot = (slot + 1) & mask;
    hashes[slot] = hash;
    words[slot] = word;
    owners[slot] = languages;
  }
  return { mask, hashes, words, owners };
}

function ownersOf(
  { mask, hashes, words, owners }: WordTable,
  hash: number,
  sample: string,
  start: number,
  end: number,
): readonly number[] | undefined {
  for (let slot = (hash ^ (hash >>> 15)) & mask; words[slot] !== undefined; slot = (slot + 1) & mask) {
    const word = words[slot] as string;
    if (hashes[slot] === hash && word.length === end - start && sample.startsWith(word, start)) return owners[slot];
  }
  return undefined;
}

/** The same for letters that a text may hold in any case. */
function plainOwnersOf(
  { mask, hashes, words, owners }: WordTable,
  hash: number,
  units: Uint16Array,
  start: number,
  end: number,
): readonly number[] | undefined {
  for (let slot = (hash ^ (hash >>> 15)) & mask; words[slot] !== undefined; slot = (slot + 1) & mask)
    if (hashes[slot] === hash && spells(words[slot] as string, units, start, end)) return owners[slot];
  return undefined;
}

function spells(word: string, units: Uint16Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let at = 0; at < word.length; at++)
    if (word.charCodeAt(at) !== SMALL_LETTERS[units[start + at] as number]) return false;
  return true;
}

/** Adds a unit to the hash of a stop word. */
function hashUnit(hash: number, unit: number): number {
  return (Math.imul(hash, 0x9e3779b3) + unit) | 0;
}

function isNative(sample: string, language: string, words: number): boolean {
  const foreign = FOREIGN.get(language);
  if (foreign !== undefined && (sample.match(foreign)?.length ?? 0) > MOST_FOREIGN * words) return false;
  return NEEDED.get(language)?.test(sample) ?? true;
}
