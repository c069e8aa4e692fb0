import { UsageError } from "../errors.js";
import type { ShingleSet, Tokens } from "../model/fingerprint.js";
import type { Templates } from "../model/templates.js";
import type { Options } from "../options.js";
import { createShingleTable, type ShingleTable, withoutCommon } from "./common-shingles.js";
import { shingleSequence } from "./shingles.js";

/** Leaves out the shingles that are common in an article's source, or in all. */
export interface CommonFilter {
  set(shingles: ShingleSet, source: string): ShingleSet;
  /** `texts` are the texts of all shingles of `tokens`, in order. */
  texts(texts: Iterable<string>, tokens: Tokens, source: string): Iterable<string>;
}

/** @throws {UsageError} where the templates' shingles were learned with another width or analyzer. */
export function createCommonFilter(
  { shingle, analyzer }: Pick<Options, "shingle" | "analyzer">,
  templates: Templates | undefined,
): CommonFilter {
  if (templates === undefined) return { set: (shingles) => shingles, texts: (texts) => texts };
  expectEqual("shingle", shingle, templates.learned.shingle);
  expectEqual("analyzer", analyzer, templates.learned.analyzer);
  const global = tableOf(templates.global.shingles);
  const own = new Map([...templates.sources].map(([source, set]) => [source, tableOf(set.shingles)]));
  const tablesOf = (source: string): ShingleTable[] => {
    const table = own.get(source);
    return table === undefined ? [global] : [table, global];
  };
  return {
    set: (shingles, source) => withoutCommon(shingles, tablesOf(source)),
    texts: (texts, tokens, source) => uncommonTexts(texts, tokens, shingle, tablesOf(source)),
  };
}

function tableOf(hashes: readonly string[]): ShingleTable {
  return createShingleTable(BigUint64Array.from(hashes, (hex) => BigInt(`0x${hex}`)));
}

function* uncommonTexts(
  texts: Iterable<string>,
  tokens: Tokens,
  width: number,
  tables: readonly ShingleTable[],
): Generator<string> {
  const { lo, hi } = shingleSequence(tokens, width);
  let place = 0;
  for (const text of texts) {
    const at = place++;
    if (!tables.some((table) => table.has(lo[at] as number, hi[at] as number))) yield text;
  }
}

function expectEqual(name: string, used: number | string, learned: number | string): void {
  if (used === learned) return;
  throw new UsageError(`option ${name}: expected ${learned}, with which the templates were learned, found ${used}`);
}
