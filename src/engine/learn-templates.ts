import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { CleanExtras } from "../clean/extras.js";
import { cleanRanges } from "../fingerprint/eligible.js";
import { createTokenReader } from "../fingerprint/fingerprint.js";
import { shingle } from "../fingerprint/shingles.js";
import type { ShingleSet } from "../model/fingerprint.js";
import type { Reading } from "../model/reading.js";
import type { Regime } from "../model/span.js";
import type { Templates } from "../model/templates.js";
import { createPipeline } from "../pipeline.js";
import { nameTemplates } from "../read/templates.js";
import { countTemplates, type Gathered } from "./count-templates.js";
import { createDiskShelf } from "./disk-shelf.js";
import { entryOf } from "./entry.js";
import { createNaming } from "./name-reading.js";
import { checkInterrupted, type RunContext } from "./run.js";
import { createSpool } from "./spool.js";

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
    const { gathered, rejected, remove } = await gather(readings, folder, run);
    const found = countTemplates(gathered, run.options.shingle, () => checkInterrupted(run));
    const { shingle, analyzer } = run.options;
    const articles = gathered.entries.length;
    const learned = { articles, clusters: found.clusters, ruleset: run.ruleset, shingle, analyzer };
    remove();
    return { templates: nameTemplates({ learned, sources: found.sources, global: found.global }), articles, rejected };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Templates are learned without others; a user's own rules count. */
function lexiconOf({ lexicon }: RunContext): CleanExtras {
  return lexicon === undefined ? {} : { lexicon };
}

/** Cleans and fingerprints every article, and finds the cluster of each. */
async function gather(readings: AsyncIterable<Reading>, folder: string, run: RunContext) {
  const pipeline = await createPipeline({ ...run.options, keep: "earliest", passages: false }, lexiconOf(run));
  const readTokens = await createTokenReader(run.options);
  const shelf = createDiskShelf(folder);
  const counted = createSpool(join(folder, "counted.spool"));
  const builder = pipeline.createCatalog();
  const nameReading = createNaming();
  const regimes: Regime[] = [];
  let rejected = 0;
  let units = 0;
  for await (const reading of readings) {
    checkInterrupted(run);
    if (reading.kind === "reject") {
      rejected++;
      continue;
    }
    const { article } = nameReading(reading);
    const prepared = pipeline.prepare(article);
    const { spans } = prepared.cleaned;
    shelf.add(prepared.print.shingles, article.text, spans);
    counted.append(
      bytesOf(shingle(readTokens(article.text, cleanRanges(article.text.length, spans)), run.options.shingle)),
    );
    builder.add(entryOf(article, prepared), prepared.print);
    units += article.text.length;
    run.onProgress?.({ stage: "learn", articles: regimes.push(prepared.cleaned.regime), units });
  }
  shelf.seal();
  counted.seal();
  const catalog = builder.finish();
  const { stars } = pipeline.find(catalog, shelf);
  const clusterOf = Uint32Array.from(catalog.entries, (_, index) => stars.get(index)?.other ?? index);
  const gathered: Gathered = {
    entries: catalog.entries,
    shelf,
    counted: (index) => setOf(counted.read(index)),
    regimes,
    clusterOf,
  };
  const remove = (): void => {
    shelf.remove();
    counted.remove();
  };
  return { gathered, rejected, remove };
}

function bytesOf(set: ShingleSet): Uint8Array {
  return new Uint8Array(set.buffer, set.byteOffset, set.byteLength);
}

function setOf(bytes: Uint8Array): ShingleSet {
  return new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8) as BigUint64Array as ShingleSet;
}
