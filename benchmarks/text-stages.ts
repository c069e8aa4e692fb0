import { createCleaner } from "../src/clean/clean.js";
import { cleanRanges, eligibleRanges } from "../src/fingerprint/eligible.js";
import { createExactKey } from "../src/fingerprint/exact.js";
import { createTokenReader } from "../src/fingerprint/fingerprint.js";
import { createSketcher } from "../src/fingerprint/minhash.js";
import { shingle } from "../src/fingerprint/shingles.js";
import type { Options } from "../src/options.js";
import { createIdentifier, hashText } from "../src/read/identify.js";
import { createFolding } from "../src/text/folding.js";
import type { Prepared, Stage } from "./stage.js";

/** The stages that make a fingerprint of an article's text, each with the input it has in the job. */
export async function textStages(prepared: readonly Prepared[], options: Options): Promise<Stage[]> {
  const clean = createCleaner(options);
  const readTokens = await createTokenReader(options);
  const sketch = createSketcher(options);
  const exactKey = createExactKey(createFolding());
  const texts = prepared.map(({ reading: { article }, cleaned: { spans } }) => ({
    text: article.text,
    eligible: eligibleRanges(article.text.length, spans),
    kept: cleanRanges(article.text.length, spans),
  }));
  const tokens = texts.map(({ text, eligible }) => readTokens(text, eligible));
  const sets = prepared.map(({ print }) => print.shingles);
  const articles = { unit: "article", count: prepared.length } as const;
  const words = { unit: "token", count: tokens.reduce((sum, { count }) => sum + count, 0) } as const;
  const shingles = { unit: "shingle", count: sets.reduce((sum, { length }) => sum + length, 0) } as const;
  return [
    { name: "identify", ...articles, run: () => identifyAll(prepared) },
    { name: "clean", ...articles, run: () => prepared.forEach(({ reading }) => void clean(reading.article)) },
    { name: "tokenise", ...words, run: () => texts.forEach(({ text, eligible }) => void readTokens(text, eligible)) },
    { name: "shingle", ...shingles, run: () => tokens.forEach((each) => void shingle(each, options.shingle)) },
    { name: "sketch", ...shingles, run: () => sets.forEach((set) => void sketch(set)) },
    { name: "exact key", ...articles, run: () => texts.forEach(({ text, kept }) => void exactKey(text, kept)) },
  ];
}

function identifyAll(prepared: readonly Prepared[]): void {
  const identify = createIdentifier();
  for (const { reading } of prepared) identify(reading.article.id, hashText(reading.article.text));
}
