import { join } from "node:path";
import { openSink, type Sink } from "./output.js";
import { RECORD_TAIL } from "./record-spool.js";

/** What grouping says of the articles [from, to). Plain data. */
export interface GroupedStretch {
  readonly from: number;
  readonly to: number;
  /** 1 for each article that goes to duplicates.jsonl. */
  readonly isDuplicate: Uint8Array;
  /** Places in the stretch, ascending, of the articles that grouping adds fields to, and the fields. */
  readonly places: Uint32Array;
  readonly fields: readonly string[];
}

/** kept.jsonl and duplicates.jsonl while they are written. */
export interface RecordWriter {
  /** Writes the records of a stretch, which begins where the last one ended. */
  write(stretch: GroupedStretch): void;
  close(): void;
}

/** @param records without RECORD_TAIL, read one after the other. */
export function openRecordWriter(folder: string, records: { read(index: number): Uint8Array }): RecordWriter {
  const kept = openSink(join(folder, "kept.jsonl"));
  const duplicates = openBeside(kept, join(folder, "duplicates.jsonl"));
  const writeOne = (sink: Sink, index: number, fields: string | undefined): void => {
    sink.write(records.read(index));
    if (fields !== undefined) sink.write(fields);
    sink.write(RECORD_TAIL);
  };
  return {
    write({ from, to, isDuplicate, places, fields }) {
      let next = 0;
      for (let index = from; index < to; index++) {
        const place = index - from;
        writeOne(
          isDuplicate[place] === 1 ? duplicates : kept,
          index,
          places[next] === place ? fields[next++] : undefined,
        );
      }
    },
    close() {
      kept.close();
      duplicates.close();
    },
  };
}

/** Opens another file; where that fails, the first is closed. */
function openBeside(first: Sink, path: string): Sink {
  try {
    return openSink(path);
  } catch (error) {
    first.close();
    throw error;
  }
}

/**
 * What grouping says of all articles from `known` to `count`, in stretches of at most `length`.
 * @param fieldsOf the fields of an article, `""` for none.
 */
export function* groupedStretches(
  { known, count, length }: { readonly known: number; readonly count: number; readonly length: number },
  isDuplicate: (index: number) => boolean,
  fieldsOf: (index: number) => string,
): Generator<GroupedStretch> {
  for (let from = known; from < count; from += length) {
    const to = Math.min(count, from + length);
    const [places, fields]: [number[], string[]] = [[], []];
    const flags = new Uint8Array(to - from);
    for (let index = from; index < to; index++) {
      if (isDuplicate(index)) flags[index - from] = 1;
      const own = fieldsOf(index);
      if (own === "") continue;
      places.push(index - from);
      fields.push(own);
    }
    yield { from, to, isDuplicate: flags, places: Uint32Array.from(places), fields };
  }
}
