import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { judgeLine } from "../clean/templates/judge.js";
import {
  type CountedArticle,
  countLines,
  createLineReader,
  type LineReader,
  type Sighting,
  sightLines,
} from "../clean/templates/sightings.js";
import { countCommon, createShingleTable, type ShingleTable, withoutCommon } from "../fingerprint/common-shingles.js";
import { loneliness } from "../match/loneliness.js";
import type { Catalog, CatalogEntry } from "../model/catalog.js";
import type { Reading } from "../model/reading.js";
import type { Regime } from "../model/span.js";
import type { SourceTemplates, TemplateLine, Templates, TemplateSet } from "../model/templates.js";
import { createPipeline } from "../pipeline.js";
import { createIdentifier, hashText } from "../read/identify.js";
import { nameTemplates } from "../read/templates.js";
import { createDiskShelf, type DiskShelf } from "./disk-shelf.js";
import { entryOf } from "./entry.js";
import { checkInterrupted, type RunContext } from "./run.js";

/** Fewest clusters of a line; large sources need more: the root of their clusters, divided. */
const LEAST_CLUSTERS = 3;
const LINE_ROOT = 10;
/** Fewest clusters of a common shingle. */
const LEAST_SHINGLE_CLUSTERS = 6;
const SHINGLE_ROOT = 6;
/** Lines that stand in so many sources are templates of all. */
const GLOBAL_SOURCES = 3;
const GLOBAL_CLUSTERS = 10;
/** Articles asked for the loneliness of a line. */
const ASKED = 8;

/** What was learned, and from how much. */
export interface Learned {
  readonly templates: Templates;
  readonly articles: number;
  readonly rejected: number;
}

/**
 * Learns what recurs: finds near-duplicate clusters as `dedup` does, then counts lines and shingles over clusters, so
 * that a story many outlets print never becomes a template. Any order of the same articles gives the same templates.
 * @param tmp folder for the spools that last as long as the call.
 */
export async function learnTemplates(readings: AsyncIterable<Reading>, tmp: string, run: RunContext): Promise<Learned> {
  const folder = mkdtempSync(join(tmp, "learn-"));
  try {
    const gathered = await gather(readings, folder, run);
    const templates = count(gathered, run);
    gathered.shelf.remove();
    return { templates, articles: gathered.catalog.entries.length, rejected: gathered.rejected };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All articles cleaned and fingerprinted, and the cluster of each. */
interface Gathered {
  readonly catalog: Catalog;
  readonly shelf: DiskShelf;
  readonly regimes: readonly Regime[];
  /** Index of the canonical of each article's cluster; its own where it stands alone. */
  readonly clusterOf: Uint32Array;
  readonly rejected: number;
}

async function gather(readings: AsyncIterable<Reading>, folder: string, run: RunContext): Promise<Gathered> {
  const pipeline = await createPipeline({ ...run.options, keep: "earliest", passages: false });
  const shelf = createDiskShelf(folder);
  const builder = pipeline.createCatalog();
  const identify = createIdentifier();
  const regimes: Regime[] = [];
  let rejected = 0;
  let units = 0;
  for await (const reading of readings) {
    checkInterrupted(run);
    if (reading.kind === "reject") {
      rejected++;
      continue;
    }
    const article = { ...reading.article, id: identify(reading.article.id, hashText(reading.article.text)).id };
    const prepared = pipeline.prepare(article);
    shelf.add(prepared.print.shingles, article.text, prepared.cleaned.spans);
    builder.add(entryOf(article, prepared), prepared.print);
    units += article.text.length;
    run.onProgress?.({ stage: "learn", articles: regimes.push(prepared.cleaned.regime), units });
  }
  shelf.seal();
  const catalog = builder.finish();
  const { stars } = pipeline.find(catalog, shelf);
  const clusterOf = Uint32Array.from(catalog.entries, (_, index) => stars.get(index)?.other ?? index);
  return { catalog, shelf, regimes, clusterOf, rejected };
}

function count(gathered: Gathered, run: RunContext): Templates {
  const { entries } = gathered.catalog;
  const read = createLineReader();
  const order = clusterOrder(gathered);
  const bySource = Map.groupBy(order, (index) => (entries[index] as CatalogEntry).source);
  const sources = new Map<string, SourceTemplates>();
  const known: Known = { lines: new Map(), shingles: new Map() };
  for (const source of [...bySource.keys()].sort()) {
    checkInterrupted(run);
    const found = countSource(bySource.get(source) as number[], gathered, read, known);
    if (found.lines.length + found.shingles.length > 0) sources.set(source, found);
  }
  const global = countGlobal(order, gathered, read, known);
  const learned = {
    articles: entries.length,
    clusters: distinct(order, gathered),
    ruleset: run.ruleset,
    shingle: run.options.shingle,
    analyzer: run.options.analyzer,
  };
  return nameTemplates({ learned, sources, global });
}
