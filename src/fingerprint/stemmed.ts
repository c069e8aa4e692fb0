import type { Tokens } from "../model/fingerprint.js";
import { type Folding, foldStretch } from "../text/folding.js";
import { hashWord } from "../text/token-hash.js";
import { TokenColumns } from "../text/tokens.js";
import type { LanguageStems } from "./natural.js";

/** What a word becomes: its folded stem and that stem's hash; `null` for a stop word. */
export type Stemmed = { readonly word: string; readonly lo: number; readonly hi: number } | null;

/** Folded word → what it becomes. */
export type WordStemmer = (word: string) => Stemmed;

/** Longer words are no inflections of anything, and some stemmers take quadratic time: they stay as they are. */
const LONGEST_STEMMED = 64;
/** Words remembered, as stemming one takes microseconds; then the memory starts afresh. */
const REMEMBERED = 1 << 16;

/**
 * A stemmer over folded words. Stop words are dropped (only listed words with a letter: single digits, which natural's
 * lists hold, are facts); other words become their stem, folded again; a stem of nothing leaves the word as it was.
 */
export function createWordStemmer(folding: Folding, stems: LanguageStems): WordStemmer {
  const fold = (word: string) => foldStretch(folding, word, 0, word.length);
  const stopWords = new Set(stems.stopWords.filter((word) => /\p{L}/u.test(word)).map(fold));
  const memory = new Map<string, Stemmed>();
  return (word) => {
    if (word.length > LONGEST_STEMMED) return hashed(word);
    const known = memory.get(word);
    if (known !== undefined) return known;
    const found = stopWords.has(word) ? null : hashed(fold(stems.stem(word.normalize("NFC"))) || word);
    if (memory.size >= REMEMBERED) memory.clear();
    memory.set(word, found);
    return found;
  };
}

/** The tokens without stop words, each with its stem's hash; offsets stay those of the whole word in the text. */
export function stemTokens(text: string, tokens: Tokens, folding: Folding, stemmer: WordStemmer): Tokens {
  const columns = new TokenColumns();
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.start[i] as number;
    const end = tokens.end[i] as number;
    const found = stemmer(foldStretch(folding, text, start, end));
    if (found !== null) columns.push(found.lo, found.hi, start, end);
  }
  return columns.take();
}

function hashed(word: string): Stemmed {
  const [lo, hi] = hashWord(word);
  return { word, lo, hi };
}
