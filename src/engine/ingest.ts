import { InputError } from "../errors.js";
import { EntryColumns } from "../match/entry-columns.js";
import type { LogMaker } from "../model/byte-log.js";
import type { Catalog } from "../model/catalog.js";
import type { Judged } from "../model/span.js";
import type { Piece } from "../read/pieces.js";
import { createTally, type TallyFigures } from "../report/tally.js";
import { NameColumn } from "../text/string-column.js";
import { ARTICLE_BYTES, type ColumnBudget } from "./column-budget.js";
import type { Crew } from "./hand.js";
import { idRanks } from "./id-order.js";
import { KEY_WORDS, keysOnDisk } from "./key-files.js";
import type { KeyFiles } from "./list-with.js";
import type { PieceResult, SealedSpools, SpoolName } from "./piece.js";
import { createPieceNaming } from "./piece-names.js";
import type { RowFile } from "./row-spool.js";
import type { RunContext } from "./run.js";
import type { Plan } from "./source.js";
import type { SpoolIndex } from "./spool.js";
import { createSpoolIndexer } from "./spool-indexer.js";
import { spreadOut } from "./spread-pieces.js";
import { createWarnings } from "./warnings.js";

/** Everything the first pass leaves behind. */
export interface Ingested {
  readonly catalog: Catalog;
  /** Where the keys of the catalog wait. */
  readonly keys: KeyFiles;
  /** Where everything stands that does not fit into memory. */
  readonly spools: Readonly<Record<SpoolName, SpoolIndex>>;
  readonly paragraphs: readonly RowFile[];
  /** Files that nobody asks for any more once pairs are found: more than half of what waits on disk. */
  readonly forMatching: readonly string[];
  readonly regimeOf: (article: number) => Judged;
  readonly tally: TallyFigures;
  readonly read: number;
  readonly rejected: number;
  readonly warnings: readonly string[];
}

/** What is read, and how it stays within memory. */
export interface IngestPlan extends Pick<Plan, "pieces" | "isKnown"> {
  readonly budget: ColumnBudget;
  /** Makes the logs that strings of entries wait in. */
  readonly makeLog: LogMaker;
}

/** Where rows go that are finished in the first pass. */
export interface IngestSinks {
  articles(rows: Uint8Array): void;
  rejects(rows: Uint8Array): void;
}

/**
 * First pass: every article is read, cleaned and fingerprinted. Pieces go to whichever hand is free; what depends on the
 * order of the input, names above all, is decided here, piece by piece in that order.
 */
export async function ingest(
  { pieces, isKnown, budget, makeLog }: IngestPlan,
  { hands }: Crew,
  sinks: IngestSinks,
  run: RunContext,
): Promise<Ingested> {
  const naming = createPieceNaming(run.strict);
  const merger = createMerger(hands.length, sinks, { isKnown, budget, makeLog }, run);
  await spreadOut(pieces, hands, { name: naming, merge: merger.merge }, run);
  const sealed = await Promise.all(hands.map((hand) => hand.seal()));
  return merger.finish(sealed);
}

/** Puts results together in the order of the input. */
function createMerger(
  hands: number,
  sinks: IngestSinks,
  { isKnown, budget, makeLog }: Omit<IngestPlan, "pieces">,
  run: RunContext,
) {
  const entries = new EntryColumns(makeLog("entries"));
  const regimes = new NameColumn();
  const tally = createTally();
  const warnings = createWarnings();
  const indexer = createSpoolIndexer();
  let known = 0;
  let read = 0;
  let rejected = 0;
  let bytes = 0;
  /** What is told of articles that are written again. */
  const tell = (result: PieceResult): void => {
    sinks.articles(result.rows);
    tally.absorb(result.tally);
    read += result.read;
    rejected += result.rejected;
  };
  return {
    merge(piece: Piece, result: PieceResult): void {
      for (const entry of result.entries) entries.push(entry);
      budget.grow("articles", entries.length, entries.nameBytes + entries.length * ARTICLE_BYTES);
      for (const regime of result.regimes) regimes.push(regime);
      sinks.rejects(result.rejects);
      for (const { kind, message } of result.warnings) warnings.add(kind, message);
      indexer.add(result.worker, result.spooled);
      if (!isKnown(piece)) tell(result);
      else if (result.rejected === 0) known += result.entries.length;
      else throw unreadable(piece, result.rejected);
      bytes += piece.bytes;
      run.onProgress?.({ stage: "clean", articles: entries.length, bytes });
    },
    finish(sealed: readonly SealedSpools[]): Ingested {
      const inOrder = Array.from({ length: hands }, (_, worker) => sealed.find((one) => one.worker === worker));
      const files = inOrder as SealedSpools[];
      const keys = { bands: files.map(({ bands }) => bands), samples: files.map(({ samples }) => samples) };
      return {
        catalog: {
          entries,
          known,
          idRanks: idRanks(entries, makeLog),
          bandKeys: keysOnDisk(keys.bands, KEY_WORDS),
          samples: keysOnDisk(keys.samples, KEY_WORDS),
        },
        keys,
        spools: indexer.finish(files),
        paragraphs: files.map(({ paragraphs }) => paragraphs),
        forMatching: files.flatMap(({ bands, samples, paths }) => [bands.path, samples.path, paths.shingles]),
        regimeOf: (article) => regimes.at(article) as Judged,
        tally: tally.finish(),
        read,
        rejected,
        warnings: warnings.list(),
      };
    },
  };
}

/** An earlier run is compared with as a whole, or not at all. */
function unreadable(piece: Piece, rejected: number): InputError {
  const path = piece.kind === "range" ? piece.range.input.path : "";
  return new InputError(path, `expected the records of a finished run, found ${rejected} that cannot be read`);
}
