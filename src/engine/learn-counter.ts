import type { CleanExtras } from "../clean/extras.js";
import { rulesetName } from "../clean/ruleset.js";
import { createLineReader } from "../clean/templates/sightings.js";
import { cleanRanges } from "../fingerprint/eligible.js";
import { shingle } from "../fingerprint/shingles.js";
import type { Article } from "../model/article.js";
import type { CatalogEntry, Original } from "../model/catalog.js";
import type { ShingleSet } from "../model/fingerprint.js";
import type { Judged } from "../model/span.js";
import type { Options } from "../options.js";
import { createPreparation, type Preparation } from "../pipeline.js";
import { nameTemplates, templatesText } from "../read/templates.js";
import { countTemplates } from "./count-templates.js";
import { entryOf } from "./entry.js";
import { learningExtras, learningOptions } from "./learning.js";

/** What to count. Plain data. */
export interface LearnJob {
  /** Records of the articles that count. */
  readonly records: readonly number[];
  /** For each, the place among `records` of the first of its cluster. */
  readonly clusterOf: Uint32Array;
  /** Articles of which no earlier job told. Those that no longer count are forgotten. */
  readonly fresh: readonly { readonly record: number; readonly article: Article }[];
}

/** Counts what recurs among articles, job after job; gives the text of a templates file. */
export type LearnCounter = (job: LearnJob) => string;

/** An article, cleaned and fingerprinted. */
interface Counted {
  readonly entry: CatalogEntry;
  readonly original: Original;
  readonly regime: Judged;
  readonly shingles: ShingleSet;
  /** With what cleaning sets aside. */
  readonly counted: ShingleSet;
}

/**
 * Counts as `templates learn` does, over the same articles in the same clusters: articles are cleaned without templates,
 * each once, and held with their shingles, some 14 KB for one of usual length.
 */
export async function createLearnCounter(options: Options, extras: CleanExtras): Promise<LearnCounter> {
  const preparation = await createPreparation(learningOptions(options), learningExtras(extras));
  const lines = createLineReader(preparation.texts);
  const ruleset = rulesetName(extras.lexicon);
  const { shingle: width, analyzer } = options;
  const held = new Map<number, Counted>();
  return ({ records, clusterOf, fresh }) => {
    const kept = new Set(records);
    for (const record of held.keys()) if (!kept.has(record)) held.delete(record);
    for (const { record, article } of fresh) held.set(record, countedOf(article, preparation, width));
    const articles = records.map((record) => held.get(record) as Counted);
    const at = (index: number) => articles[index] as Counted;
    const gathered = {
      entries: articles.map(({ entry }) => entry),
      shelf: { shingles: (index: number) => at(index).shingles, original: (index: number) => at(index).original },
      counted: (index: number) => at(index).counted,
      regimeOf: (index: number) => at(index).regime,
      ...{ clusterOf, lines },
    };
    const { clusters, sources, global } = countTemplates(gathered, width, () => {});
    const learned = { articles: articles.length, clusters, ruleset, shingle: width, analyzer };
    return templatesText(nameTemplates({ learned, sources, global }));
  };
}

function countedOf(article: Article, { prepare, readTokens }: Preparation, width: number): Counted {
  const prepared = prepare(article);
  const { cleaned, print } = prepared;
  const { text } = article;
  return {
    entry: entryOf(article, prepared),
    original: { text, spans: cleaned.spans },
    regime: cleaned.regime,
    shingles: print.shingles,
    counted: shingle(readTokens(text, cleanRanges(text.length, cleaned.spans)), width),
  };
}
