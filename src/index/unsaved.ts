import { setImmediate } from "node:timers/promises";
import type { ShingleSet } from "../model/fingerprint.js";
import type { Writable } from "../model/writable.js";
import { type ArticleRow, encodeRow, type Place } from "./article-row.js";
import { sealed } from "./checked.js";
import { type EligibleText, encodeEligible } from "./eligible-text.js";
import type { Keys } from "./keys.js";
import { memberKey, membersOf, rowsOf, sequenceKey, shinglesOf, textsOf } from "./places.js";
import type { Write } from "./store.js";
import { BLOCK_TEXTS, type PackedBlock, type PackedText, packTexts, packTextsNow } from "./text-block.js";

/** The bulky parts of an article. */
export interface Parts {
  readonly shingles: ShingleSet;
  readonly text: EligibleText;
  /** The text, where it is packed already. */
  readonly packed?: PackedText;
}

/** A row that is gone. */
export interface RemovedRow {
  readonly bucket: number;
  readonly removed: true;
}

/** Texts of one bucket that are stored together. */
interface Block {
  readonly rows: readonly ArticleRow[];
  /** Where they are packed already. */
  readonly packed?: PackedBlock;
}

/** Share of a packed block's texts that must be kept, for it to be stored as it is. */
const KEPT_LEAST = 0.75;

/** Rows that are written out before others have their turn: some 300 µs. */
const ROWS_A_TURN = 16;
/** Blocks of texts likewise. */
const BLOCKS_A_TURN = 8;

/**
 * Blocks that are packed at once, here, where a commit has no more, and UTF-16 units of all their texts: .2 ms a block,
 * where a thread would take a tenth of a millisecond from this one and three turns of the event loop.
 */
const FEW_BLOCKS = 4;
const FEW_UNITS = 1 << 16;

/** What a commit takes over: rows as they are at its start. */
interface Taken {
  readonly rows: readonly (readonly [number, ArticleRow | RemovedRow])[];
  readonly parts: ReadonlyMap<number, Parts>;
  readonly writes: readonly Write[];
}

/** Changes that are made in memory and not durable yet; reads look here before they ask the store. */
export class Unsaved {
  readonly rows = new Map<number, ArticleRow | RemovedRow>();
  readonly parts = new Map<number, Parts>();
  #changed = new Set<number>();
  #added: ArticleRow[] = [];
  #writes: Write[] = [];

  /** Notes a new article. `journal` takes its keys, where there is one. */
  add(row: ArticleRow, parts: Parts | undefined, keys: Keys, journal: string | undefined): void {
    this.set(row.sequence, row);
    if (parts !== undefined) {
      this.parts.set(row.sequence, parts);
      this.#added.push(row);
    }
    if (journal === undefined) return;
    const value = sealed(Buffer.from(keys.buffer, keys.byteOffset, keys.byteLength));
    this.#writes.push({ space: journal, key: sequenceKey(row.sequence), value });
  }

  set(sequence: number, row: ArticleRow | RemovedRow): void {
    this.rows.set(sequence, row);
    this.#changed.add(sequence);
  }

  /** Notes that an article joined one that is kept. */
  join(kept: Place, member: Place): void {
    const value = Buffer.alloc(4);
    value.writeInt32LE(member.bucket, 0);
    const key = memberKey(kept.sequence, member.sequence);
    this.#writes.push({ space: membersOf(kept.bucket), key, value: sealed(value) });
  }

  /** Takes over what is to be made durable now, a little a turn. All but a few texts are packed off the main thread. */
  async take(): Promise<{ readonly writes: Write[]; readonly settled: () => void }> {
    const blocks = this.#nameBlocks();
    const taken: Taken = {
      rows: [...this.#changed].map((sequence) => [sequence, this.rows.get(sequence) as ArticleRow | RemovedRow]),
      parts: new Map(this.#added.map(({ sequence }) => [sequence, this.parts.get(sequence) as Parts])),
      writes: this.#writes,
    };
    this.#changed = new Set();
    this.#added = [];
    this.#writes = [];
    const writes = [...taken.writes];
    for (let at = 0; at < taken.rows.length; at += ROWS_A_TURN) {
      if (at > 0) await setImmediate();
      writes.push(...rowWrites(taken, at));
    }
    if (isLittle(blocks)) {
      writes.push(...blocks.map((block) => textWriteNow(block, taken)));
      return { writes, settled: () => this.#forget(taken) };
    }
    for (let at = 0; at < blocks.length; at += BLOCKS_A_TURN) {
      const some = blocks.slice(at, at + BLOCKS_A_TURN).map((block) => textWrite(block, taken));
      writes.push(...(await Promise.all(some)));
    }
    return { writes, settled: () => this.#forget(taken) };
  }

  /** Gives each new text its place in a block of neighbours in one bucket. */
  #nameBlocks(): readonly Block[] {
    const { packed, loose } = this.#sorted();
    const blocks: Block[] = [];
    for (const [block, rows] of packed) {
      if (rows.length >= KEPT_LEAST * block.texts) blocks.push({ rows, packed: block });
      else for (const row of rows) loose.push(row);
    }
    for (const rows of neighbours(loose)) blocks.push({ rows });
    for (const block of blocks) this.#place(block);
    return blocks;
  }

  /** New rows by the blocks that they are packed in, those of other buckets than the first of a block apart. */
  #sorted(): { readonly packed: ReadonlyMap<PackedBlock, ArticleRow[]>; readonly loose: ArticleRow[] } {
    const packed = new Map<PackedBlock, ArticleRow[]>();
    const loose: ArticleRow[] = [];
    for (const { sequence } of this.#added) {
      const row = this.rows.get(sequence) as ArticleRow | RemovedRow;
      if ("removed" in row) continue;
      const block = this.parts.get(sequence)?.packed?.block;
      const known = block && packed.get(block);
      if (block === undefined || (known !== undefined && known[0]?.bucket !== row.bucket)) loose.push(row);
      else if (known === undefined) packed.set(block, [row]);
      else known.push(row);
    }
    return { packed, loose };
  }

  #place({ rows, packed }: Block): void {
    const block = (rows[0] as ArticleRow).sequence;
    for (const [at, row] of rows.entries()) {
      const place = packed === undefined ? at : this.parts.get(row.sequence)?.packed?.place;
      const placed: Writable<ArticleRow> = { ...row };
      placed.block = block;
      placed.blockPlace = place as number;
      this.rows.set(row.sequence, placed);
    }
  }

  #forget({ rows, parts }: Taken): void {
    for (const [sequence, row] of rows) if (this.rows.get(sequence) === row) this.rows.delete(sequence);
    for (const sequence of parts.keys()) this.parts.delete(sequence);
  }
}

/** The writes of ROWS_A_TURN rows. */
function* rowWrites({ rows, parts }: Taken, from: number): Generator<Write> {
  for (const [sequence, row] of rows.slice(from, from + ROWS_A_TURN)) {
    const key = sequenceKey(sequence);
    if ("removed" in row) {
      yield { space: rowsOf(row.bucket), key };
      yield { space: shinglesOf(row.bucket), key };
      continue;
    }
    yield { space: rowsOf(row.bucket), key, value: encodeRow(row) };
    const shingles = parts.get(sequence)?.shingles;
    if (shingles === undefined) continue;
    const value = sealed(Buffer.from(shingles.buffer, shingles.byteOffset, shingles.byteLength));
    yield { space: shinglesOf(row.bucket), key, value };
  }
}

/** Rows in groups of BLOCK_TEXTS, each of one bucket. */
function neighbours(rows: readonly ArticleRow[]): readonly (readonly ArticleRow[])[] {
  const open = new Map<number, ArticleRow[]>();
  const groups: ArticleRow[][] = [];
  for (const row of rows) {
    const group = open.get(row.bucket);
    if (group === undefined || group.length === BLOCK_TEXTS) {
      const next = [row];
      open.set(row.bucket, next);
      groups.push(next);
    } else group.push(row);
  }
  return groups;
}

/** Whether texts are few and short enough to be packed at once. `length`, of clean texts, is near enough. */
function isLittle(blocks: readonly Block[]): boolean {
  if (blocks.length > FEW_BLOCKS) return false;
  const loose = blocks.filter(({ packed }) => packed === undefined).flatMap(({ rows }) => rows);
  return loose.reduce((units, { length }) => units + length, 0) <= FEW_UNITS;
}

async function textWrite(block: Block, taken: Taken): Promise<Write> {
  return writeOf(block, block.packed?.bytes ?? (await packTexts(textsIn(block, taken))));
}

function textWriteNow(block: Block, taken: Taken): Write {
  return writeOf(block, block.packed?.bytes ?? packTextsNow(textsIn(block, taken)));
}

function writeOf({ rows: [first] }: Block, value: Uint8Array): Write {
  const { bucket, sequence } = first as ArticleRow;
  return { space: textsOf(bucket), key: sequenceKey(sequence), value };
}

const textsIn = ({ rows }: Block, { parts }: Taken): Buffer[] =>
  rows.map(({ sequence }) => textOf(parts.get(sequence) as Parts));

const textOf = ({ text }: Parts): Buffer => encodeEligible(text);
