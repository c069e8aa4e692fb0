import { Random } from "../corpus/generator/random.js";
import { drawWord, inventVocabulary, type Vocabulary } from "../corpus/generator/vocabulary.js";
import { createFingerprinter } from "../src/fingerprint/fingerprint.js";
import { type BandPlan, planBands } from "../src/match/bands.js";
import { type Options, resolveOptions } from "../src/options.js";

/** Tokens of every article: feeds of equal size, whatever is wrong with them. */
const TOKENS = 280;

/** Words of the vocabulary that articles are written in. */
const WORDS = 20_000;

/** Writes the text of article `i`. */
export type Writer = (i: number) => string;

/** A feed that a careless matcher would drown in. */
export interface HostileFeed {
  readonly name: string;
  readonly writer: (seed: number) => Promise<Writer>;
}

/** The first is the measure of the others: articles that have nothing to do with each other. */
export const HOSTILE_FEEDS: readonly HostileFeed[] = [
  { name: "unrelated", writer: async (seed) => unrelated(seed) },
  { name: "identical", writer: async (seed) => identical(seed) },
  { name: "identical but for one number", writer: async (seed) => numbered(seed) },
  { name: "unrelated but for one line", writer: async (seed) => oneLine(seed) },
  { name: "one band bucket, not alike", writer: oneBucket },
];

function unrelated(seed: number): Writer {
  const { random, vocabulary } = open(seed);
  return () => sentences(words(vocabulary, random, TOKENS));
}

function identical(seed: number): Writer {
  const text = unrelated(seed)(0);
  return () => text;
}

/** All are near copies of all: every pair would be a true one. */
function numbered(seed: number): Writer {
  const text = unrelated(seed)(0);
  return (i) => `${text}\nThe number of this notice is ${i}.`;
}

/** A shared line no cleaner knows: its sampled shingles stand in every article. */
function oneLine(seed: number): Writer {
  const { random, vocabulary } = open(seed);
  const line = sentences(words(vocabulary, random, LINE_TOKENS));
  return () => `${sentences(words(vocabulary, random, TOKENS - LINE_TOKENS))}\n${line}`;
}

const LINE_TOKENS = 30;

/**
 * Texts of shared phrases and own ones in turn, so drawn that the minima of one band come from the phrases:
 * all share that bucket, although no pair reaches the floor (Jaccard near .3) and no shared passage is long enough.
 *
 *     phrase (20 tokens) own (15) phrase own …
 */
async function oneBucket(seed: number): Promise<Writer> {
  const { random, vocabulary } = open(seed);
  const options = resolveOptions();
  const plan = planBands(options.hashes, options.floor);
  const phrases = Array.from({ length: PHRASES }, () => words(vocabulary, random, PHRASE_TOKENS));
  const draw = (): string =>
    sentences(phrases.flatMap((phrase) => [...phrase, ...words(vocabulary, random, OWN_TOKENS)]));
  const isInBucket = await bucketTest(phrases, plan, options);
  return () => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const text = draw();
      if (isInBucket(text)) return text;
    }
    throw new RangeError(`expected a text of the bucket within ${MOST_TRIES} draws, found none`);
  };
}

const PHRASES = 8;
const PHRASE_TOKENS = 20;
const OWN_TOKENS = 15;
const MOST_TRIES = 10_000;

/** Whether the first band of a text holds the minima of the shared phrases: about one draw in twenty does. */
async function bucketTest(
  phrases: readonly (readonly string[])[],
  { rows }: BandPlan,
  options: Options,
): Promise<(text: string) => boolean> {
  const fingerprint = await createFingerprinter({ ...options, hashes: rows });
  const prints = phrases.map((phrase) => fingerprint(phrase.join(" "), []).signature);
  const wanted = Array.from({ length: rows }, (_, row) => Math.min(...prints.map((print) => print[row] as number)));
  return (text) => fingerprint(text, []).signature.every((value, row) => value === wanted[row]);
}

function open(seed: number): { readonly random: Random; readonly vocabulary: Vocabulary } {
  const random = new Random(seed);
  return { random, vocabulary: inventVocabulary(random, WORDS) };
}

function words(vocabulary: Vocabulary, random: Random, count: number): string[] {
  return Array.from({ length: count }, () => vocabulary.words[drawWord(vocabulary, random)] ?? "");
}

const SENTENCE_TOKENS = 15;

/** The words as sentences, five to a line. */
function sentences(list: readonly string[]): string {
  const parts: string[] = [];
  for (let at = 0; at < list.length; at += SENTENCE_TOKENS) {
    const sentence = `${list.slice(at, at + SENTENCE_TOKENS).join(" ")}.`;
    parts.push(sentence.charAt(0).toUpperCase() + sentence.slice(1));
  }
  const lines: string[] = [];
  for (let at = 0; at < parts.length; at += 5) lines.push(parts.slice(at, at + 5).join(" "));
  return lines.join("\n");
}
