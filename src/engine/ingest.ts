import { join } from "node:path";
import { createParagraphTable, type RecurringParagraph } from "../match/paragraphs.js";
import type { Catalog } from "../model/catalog.js";
import type { ArticleReading, Reading, Reject } from "../model/reading.js";
import type { Pipeline } from "../pipeline.js";
import { writeRecord } from "../read/record.js";
import { rejectRow } from "../read/reject.js";
import { createTally, type TallyFigures } from "../report/tally.js";
import { createDiskShelf, type DiskShelf } from "./disk-shelf.js";
import { entryOf } from "./entry.js";
import { recordField } from "./field.js";
import { createNaming } from "./name-reading.js";
import { openSink } from "./output.js";
import { checkInterrupted, type RunContext } from "./run.js";
import { createSpool, type Spool } from "./spool.js";
import { createWarnings } from "./warnings.js";

/** Everything the first pass leaves behind. */
export interface Ingested {
  readonly catalog: Catalog;
  readonly shelf: DiskShelf;
  /** One output record an article, ready but for RECORD_TAIL. */
  readonly records: Spool;
  readonly paragraphs: readonly RecurringParagraph[];
  readonly tally: TallyFigures;
  readonly read: number;
  readonly rejected: number;
  readonly warnings: readonly string[];
}

/** Articles between two progress reports and looks at the signal. */
const PROGRESS_STEP = 64;

/** The end of an output record; what only grouping knows goes in before it. */
export const RECORD_TAIL = "}}\n";

const CLOSE_BRACE = 0x7d;

/** First pass: reads, cleans and fingerprints every article; writes rejected.jsonl into `folder`, spools into `tmp`. */
export async function ingest(
  readings: AsyncIterable<Reading>,
  pipeline: Pipeline,
  folder: string,
  tmp: string,
  run: RunContext,
): Promise<Ingested> {
  const intake = openIntake(pipeline, folder, tmp, run);
  let read = 0;
  for await (const reading of readings) {
    if (read++ % PROGRESS_STEP === 0) {
      checkInterrupted(run);
      run.onProgress?.({ stage: "clean", articles: read - 1, units: intake.units });
    }
    if (reading.kind === "reject") intake.reject(reading.reject);
    else intake.take(reading);
  }
  return { ...intake.finish(), read };
}

/** The stores that fill during the first pass. */
function openIntake(pipeline: Pipeline, folder: string, tmp: string, run: RunContext) {
  const rejects = openSink(join(folder, "rejected.jsonl"));
  const records = createSpool(join(tmp, "records.spool"));
  const shelf = createDiskShelf(tmp);
  const catalog = pipeline.createCatalog();
  const paragraphs = createParagraphTable();
  const tally = createTally();
  const warnings = createWarnings();
  const nameReading = createNaming();
  let rejected = 0;
  const intake = {
    units: 0,
    reject(reject: Reject): void {
      rejected++;
      rejects.write(`${rejectRow(reject)}\n`);
    },
    take(reading: ArticleReading): void {
      const { article, clash } = nameReading(reading);
      if (clash !== undefined) {
        warnings.add(clash.kind, clash.message);
        if (run.strict) {
          intake.reject(clash.reject);
          return;
        }
      }
      const prepared = pipeline.prepare(article);
      const { cleaned, print } = prepared;
      const record = writeRecord(reading.record, article, cleaned.text, recordField(reading, article.id, cleaned, run));
      records.append(record.subarray(0, record.lastIndexOf(CLOSE_BRACE) - 1));
      shelf.add(print.shingles, article.text, cleaned.spans);
      catalog.add(entryOf(article, prepared), print);
      paragraphs.add(article.text, cleaned.spans, article.source);
      tally.add(article.id, article.text, cleaned);
      intake.units += article.text.length;
    },
    finish(): Omit<Ingested, "read"> {
      rejects.close();
      records.seal();
      shelf.seal();
      return {
        catalog: catalog.finish(),
        shelf,
        records,
        paragraphs: paragraphs.finish(),
        tally: tally.finish(),
        rejected,
        warnings: warnings.list(),
      };
    },
  };
  return intake;
}
