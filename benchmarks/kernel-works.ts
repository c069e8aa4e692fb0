import { createExactKey, exactDigest } from "../src/fingerprint/exact.js";
import { createFingerprinter, createTokenReader } from "../src/fingerprint/fingerprint.js";
import { createSketcher, permutationFactors } from "../src/fingerprint/minhash.js";
import { shingle } from "../src/fingerprint/shingles.js";
import { loadKernel } from "../src/kernel/load.js";
import { similarity } from "../src/match/similarity.js";
import type { Kernel } from "../src/model/kernel.js";
import type { Range } from "../src/model/span.js";
import type { Options } from "../src/options.js";
import { createFolding } from "../src/text/folding.js";
import { createTokeniser } from "../src/text/tokens.js";

/** One part of a fingerprint, over all texts, by the kernel and by its reference. */
export interface KernelWork {
  readonly name: string;
  readonly unit: "article" | "token" | "shingle" | "pair";
  readonly count: number;
  readonly kernel: () => unknown;
  readonly reference: () => unknown;
  /** The work whose time the kernel's side includes and is taken off: its parts have no results of their own. */
  readonly above?: string;
}

/** @throws {Error} where this machine has no kernel. */
export function loadedKernel(): Kernel {
  const { kernel, name } = loadKernel();
  if (kernel === undefined) throw new Error(`expected a kernel, found ${name}`);
  return kernel;
}

/** The parts of a fingerprint, and the whole, over whole texts. */
export async function kernelWorks(texts: readonly string[], options: Options): Promise<KernelWork[]> {
  const kernel = loadedKernel();
  const readTokens = createTokeniser(createFolding());
  const exactKey = createExactKey(createFolding());
  const [sketch, referenceSketch] = [
    kernel.sketcher(permutationFactors(options), options.hashes),
    createSketcher(options),
  ];
  const [fast, reference] = [await createFingerprinter(options, undefined, kernel), await createFingerprinter(options)];
  const [fastTokens, referenceTokens] = [await createTokenReader(options, kernel), await createTokenReader(options)];
  const whole = (text: string): Range[] => [{ start: 0, end: text.length }];
  const tokens = texts.map((text) => readTokens(text, whole(text)));
  const sets = tokens.map((each) => shingle(each, options.shingle));
  const read = (text: string): number => (kernel.take(text) ? (kernel.tokenise(whole(text)) ?? 0) : 0);
  const fold = (text: string) => (kernel.take(text) ? kernel.fold(whole(text)) : undefined) ?? new Uint8Array(0);
  const articles = { unit: "article", count: texts.length } as const;
  const words = { unit: "token", count: tokens.reduce((sum, { count }) => sum + count, 0) } as const;
  const shingles = { unit: "shingle", count: sets.reduce((sum, { length }) => sum + length, 0) } as const;
  return [
    {
      name: "tokens",
      ...words,
      kernel: () => texts.forEach((text) => void read(text)),
      reference: () => texts.forEach((text) => void readTokens(text, whole(text))),
    },
    {
      name: "shingles, sorted",
      ...shingles,
      above: "tokens",
      kernel: () => texts.forEach((text) => void kernel.shingle(read(text), options.shingle)),
      reference: () => tokens.forEach((each) => void shingle(each, options.shingle)),
    },
    {
      name: "signature",
      ...shingles,
      kernel: () => sets.forEach((set) => void sketch(set)),
      reference: () => sets.forEach((set) => void referenceSketch(set)),
    },
    {
      name: "exact key",
      ...articles,
      kernel: () => texts.forEach((text) => void exactDigest(fold(text))),
      reference: () => texts.forEach((text) => void exactKey(text, whole(text))),
    },
    {
      name: "whole fingerprint",
      ...articles,
      kernel: () => texts.forEach((text) => void fast(text, [])),
      reference: () => texts.forEach((text) => void reference(text, [])),
    },
    {
      name: "tokens for passages",
      ...words,
      kernel: () => texts.forEach((text) => void fastTokens(text, whole(text))),
      reference: () => texts.forEach((text) => void referenceTokens(text, whole(text))),
    },
    {
      name: "shared shingles of neighbours",
      unit: "pair",
      count: sets.length - 1,
      kernel: () =>
        sets.reduce((a, b) => {
          similarity(a, b, kernel.countShared);
          return b;
        }),
      reference: () =>
        sets.reduce((a, b) => {
          similarity(a, b);
          return b;
        }),
    },
  ];
}

/** Other scripts: lower-case letters a to z become those from the given code point on. */
export const SCRIPTS: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "every e accented": (text) => text.replaceAll("e", "é"),
  Cyrillic: (text) => mapLetters(text, 0x430),
  "Han, without spaces": (text) => mapLetters(text, 0x4e00).replaceAll(" ", ""),
};

function mapLetters(text: string, first: number): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(first + letter.charCodeAt(0) - 0x61));
}
