import type { Kernel } from "../model/kernel.js";
import type { Templates } from "../model/templates.js";
import { DEFAULTS, type Options } from "../options.js";
import { createFolding } from "../text/folding.js";
import type { Tokeniser } from "../text/tokens.js";
import { createAnalyzer } from "./analyzer.js";
import { createCommonFilter } from "./common-filter.js";
import { cleanRanges, eligibleRanges } from "./eligible.js";
import { createExactKey } from "./exact.js";
import type { Fingerprinter, FingerprintOptions } from "./fingerprinter.js";
import { createKernelFingerprinter, isKernelWork } from "./on-kernel.js";
import { createDg1 } from "./schemes/dg1.js";
import type { SignatureScheme } from "./schemes/scheme.js";
import { shingle } from "./shingles.js";

/**
 * A fingerprinter with tables and buffers of its own, to be kept for many texts. Asynchronous as analyzer and scheme
 * load packages only where they are asked for.
 * @param kernel does the work where it can do these options and the text; its results are the same.
 * @throws {UsageError} for an analyzer language without a stemmer, and for templates learned with other shingles.
 */
export async function createFingerprinter(
  options: FingerprintOptions,
  templates?: Templates,
  kernel?: Kernel,
): Promise<Fingerprinter> {
  const reference = await createReference(options, templates);
  return kernel !== undefined && isKernelWork(options)
    ? createKernelFingerprinter(kernel, options, templates, reference)
    : reference;
}

async function createReference(options: FingerprintOptions, templates?: Templates): Promise<Fingerprinter> {
  const folding = createFolding();
  const analyzer = await createAnalyzer(options, folding);
  const scheme = await createScheme(options);
  const exactKey = createExactKey(folding);
  const filter = createCommonFilter(options, templates);
  return (text, spans, source = "") => {
    const tokens = analyzer.tokens(text, eligibleRanges(text.length, spans));
    const shingles = filter.set(shingle(tokens, options.shingle), source);
    const texts = () => filter.texts(shingleTexts(analyzer.words(text, tokens), options.shingle), tokens, source);
    return {
      shingles,
      signature: scheme.sketch({ shingles, texts }),
      tokens: tokens.count,
      exact: exactKey(text, cleanRanges(text.length, spans)),
    };
  };
}

/**
 * The tokens a fingerprinter of the same options sees, of any ranges: what passages are aligned on.
 * @param kernel reads where it can; its tokens are the same.
 * @throws {UsageError} for an analyzer language without a stemmer.
 */
export async function createTokenReader(options: Pick<Options, "analyzer">, kernel?: Kernel): Promise<Tokeniser> {
  const { tokens } = await createAnalyzer(options, createFolding());
  if (kernel === undefined || options.analyzer !== DEFAULTS.analyzer) return tokens;
  return (text, ranges) => {
    const count = kernel.take(text) ? kernel.tokenise(ranges) : undefined;
    return count === undefined ? tokens(text, ranges) : kernel.tokens(count);
  };
}

/** Each shingle's words joined by one space, in text order; one of all words where there are fewer than `w`. */
export function* shingleTexts(words: readonly string[], w: number): Generator<string> {
  const last = words.length === 0 ? -1 : Math.max(0, words.length - w);
  for (let i = 0; i <= last; i++) yield words.slice(i, i + w).join(" ");
}

async function createScheme(options: FingerprintOptions): Promise<SignatureScheme> {
  switch (options.scheme) {
    case "dg1":
      return createDg1(options);
    case "minhash-js":
      return (await import("./schemes/minhash-js.js")).createMinhashJs(options);
    default:
      return options.scheme satisfies never;
  }
}
