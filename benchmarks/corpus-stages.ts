import { openShelf } from "../src/engine/disk-shelf.js";
import type { Ingested } from "../src/engine/ingest.js";
import { paragraphsOf, sourceNumbers } from "../src/engine/paragraph-columns.js";
import { recordOf } from "../src/engine/record-spool.js";
import { writeClusters, writeRecords } from "../src/engine/results.js";
import { openSpoolsInOrder } from "../src/engine/spool.js";
import { verifyHere } from "../src/engine/verify-with.js";
import { writePairs } from "../src/engine/write-pairs.js";
import { writeRepeats } from "../src/engine/write-repeats.js";
import { clustersOf } from "../src/group/clusters.js";
import { addExactCopies, groupStars } from "../src/group/group-stars.js";
import { keepOrder } from "../src/group/keep-order.js";
import { listCandidates, searchCandidates } from "../src/match/candidates.js";
import { collapseExact } from "../src/match/exact-copies.js";
import { findPairs } from "../src/match/find-pairs.js";
import { linkColumns } from "../src/match/link-columns.js";
import type { Catalog } from "../src/model/catalog.js";
import type { Options } from "../src/options.js";
import type { Pipeline } from "../src/pipeline.js";
import type { Stage } from "./stage.js";

/** Name of the stage whose time holds that of `candidates` as well: pairs are verified as they are found. */
export const MATCH_STAGE = "candidates + verify";

/** The stages that see all articles together; the outputs go into `folder`. */
export async function corpusStages(
  ingested: Ingested,
  pipeline: Pipeline,
  folder: string,
  options: Options,
): Promise<Stage[]> {
  const { catalog, spools } = ingested;
  const shelf = openShelf(spools);
  const verification = verifyHere(pipeline.verifier(shelf, CACHE_BYTES));
  const copies = collapseExact(catalog.entries, keepOrder(catalog.entries, options.keep));
  const findings = await pipeline.find(catalog, verification);
  const { pairs, counts } = findings.matches;
  const candidates = { unit: "candidate", count: counts.candidates } as const;
  return [
    { name: "candidates", ...candidates, run: () => search(catalog, options) },
    { name: MATCH_STAGE, ...candidates, run: () => findPairs(catalog, copies, verification, options) },
    {
      name: "group",
      unit: "pair",
      count: pairs.length,
      run: () => {
        const stars = groupStars(copies.first, linkColumns(pairs));
        clustersOf(catalog.entries, addExactCopies(stars, copies.firstOf));
      },
    },
    {
      name: "write",
      unit: "article",
      count: catalog.entries.length,
      run: () => {
        const spooled = openSpoolsInOrder(spools.records);
        const records = { read: (index: number) => recordOf(spooled.read(index)) };
        writeRecords(folder, { entries: catalog.entries, records }, findings);
        writePairs(folder, catalog, findings);
        writeClusters(folder, findings);
        writeRepeats(folder, paragraphsOf(sourceNumbers(catalog.entries), ingested.paragraphs), shelf);
      },
    },
  ];
}

/** Bytes of tokens kept at hand while pairs are verified. */
const CACHE_BYTES = 128 << 20;

function search(catalog: Catalog, options: Options): number {
  const { first } = collapseExact(catalog.entries, keepOrder(catalog.entries, options.keep));
  let articles = 0;
  for (const _ of searchCandidates(listCandidates(catalog, first), first).candidates) articles++;
  return articles;
}
