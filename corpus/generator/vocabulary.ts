import type { Random } from "./random.js";

/** Words by rank, the most frequent first, and a table that draws a rank with probability ∝ 1 / rank (Zipf). */
export interface Vocabulary {
  readonly words: readonly string[];
  /** The words with a capital first letter. */
  readonly capitals: readonly string[];
  /** `ZIPF_DRAWS` ranks; a uniform draw from it is a Zipfian draw of a rank. */
  readonly draws: Uint16Array;
}

/** Entries of the draw table; large enough that the rarest of 20 000 words still holds a few of them. */
export const ZIPF_DRAWS = 1 << 20;

/** The first ranks: without function words no text looks like prose to a cleaner. */
const FUNCTION_WORDS =
  "the of and to in a was for that on is with he said as by at it from his be were had an has are who but not have " +
  "they this which their after been her would she its will one or than more when up also about two out into over " +
  "new last there other some could first no all year him most years before between them people if we three only " +
  "under during so against what since now because while such where then made still both against many any our may " +
  "time being each those former several four later near according until another through around several government " +
  "city police minister company week town council court country president report million state officials group";

const ONSETS = "b br c ch d dr f fl g gr h j k kl l m n p pl pr r s sh sk st t th tr v w z".split(" ");
const VOWELS = "a e i o u a e i o ea".split(" ");
const CODAS = ["", "", "", "l", "m", "n", "nd", "r", "rt", "s", "st", "t", "ck"];

/** A vocabulary of `size` different words (at most 65 536), invented from syllables beyond the function words. */
export function inventVocabulary(random: Random, size: number): Vocabulary {
  const known = new Set(FUNCTION_WORDS.split(" "));
  while (known.size < size) known.add(inventWord(random, known.size < SHORT_WORDS ? 1 : 2));
  const words = [...known].slice(0, size);
  return { words, capitals: words.map(capitalise), draws: zipfTable(words.length) };
}

/** The word with its first letter in upper case; words here are ASCII. */
export function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A drawn rank. */
export function drawWord(vocabulary: Vocabulary, random: Random): number {
  return vocabulary.draws[random.next() >>> 12] ?? 0;
}

/** A rank beyond the function words, uniformly drawn: for names and headlines. */
export function drawName(vocabulary: Vocabulary, random: Random): number {
  return random.between(NAMES_FROM, vocabulary.words.length - 1);
}

/** Ranks from here on are invented words. */
const NAMES_FROM = 150;

/** Frequent words are short: this many have one syllable or two, the others two or three. */
const SHORT_WORDS = 2500;

function inventWord(random: Random, least: number): string {
  let word = "";
  for (let syllables = random.between(least, least + 1); syllables > 0; syllables--) {
    word += random.pick(ONSETS) + random.pick(VOWELS);
  }
  return word + random.pick(CODAS);
}

function zipfTable(size: number): Uint16Array {
  let total = 0;
  for (let rank = 0; rank < size; rank++) total += 1 / (rank + 1);
  const draws = new Uint16Array(ZIPF_DRAWS);
  let filled = 0;
  let mass = 0;
  for (let rank = 0; rank < size; rank++) {
    mass += 1 / (rank + 1);
    const upTo = rank === size - 1 ? ZIPF_DRAWS : Math.round((mass / total) * ZIPF_DRAWS);
    draws.fill(rank, filled, upTo);
    filled = upTo;
  }
  return draws;
}
