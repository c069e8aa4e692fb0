import type { Tokens } from "../model/fingerprint.js";
import type { Range } from "../model/span.js";
import type { Options } from "../options.js";
import { type Folding, foldStretch } from "../text/folding.js";
import { createTokeniser } from "../text/tokens.js";

/** Reads a text as tokens. It has tables and buffers of its own: keep one for many texts. */
export interface Analyzer {
  /** Tokens of the given ranges (sorted, disjoint); what shingles and passages are made of. */
  tokens(text: string, ranges: readonly Range[]): Tokens;
  /** The word behind each of `tokens`, which this analyzer read from `text`: folded, and stemmed where it stems. */
  words(text: string, tokens: Tokens): string[];
}

/**
 * The analyzer of `options.analyzer`. Asynchronous as natural is loaded only for `stemmed:<language>`.
 * @throws {UsageError} for a language without a stemmer.
 */
export async function createAnalyzer(options: Pick<Options, "analyzer">, folding: Folding): Promise<Analyzer> {
  const tokenise = createTokeniser(folding);
  const word = (text: string, tokens: Tokens, i: number) =>
    foldStretch(folding, text, tokens.start[i] as number, tokens.end[i] as number);
  const [name, language] = options.analyzer.split(":");
  if (name !== "stemmed" || language === undefined) {
    return { tokens: tokenise, words: (text, tokens) => listWords(tokens, (i) => word(text, tokens, i)) };
  }
  const [{ loadStems }, { createWordStemmer, stemTokens }] = await Promise.all([
    import("./natural.js"),
    import("./stemmed.js"),
  ]);
  const stem = createWordStemmer(folding, loadStems(language));
  return {
    tokens: (text, ranges) => stemTokens(text, tokenise(text, ranges), folding, stem),
    words: (text, tokens) => listWords(tokens, (i) => stem(word(text, tokens, i))?.word ?? ""),
  };
}

function listWords(tokens: Tokens, word: (index: number) => string): string[] {
  return Array.from({ length: tokens.count }, (_, i) => word(i));
}
