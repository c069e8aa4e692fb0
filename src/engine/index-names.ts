import type { ArticleRow } from "../index/article-row.js";
import type { Holdings } from "../index/holdings.js";
import { stringKey } from "../index/keys.js";
import { LEADERS } from "../match/candidates.js";
import { hashText } from "../read/identify.js";
import type { ArticleInput } from "./article-input.js";

/** Hex digits of the hash that tells texts apart. */
const HASH_DIGITS = 16;

/** The hash of an original text: equal for equal texts only, in all likelihood. */
export const textHashOf = (text: string): string => hashText(text).slice(0, HASH_DIGITS);

/** An id for a record that names none: equal for equal records only. */
export function nameOf({ text, title, url, source, date, language }: ArticleInput): string {
  return hashText(JSON.stringify([text, title, url, source, date, language]));
}

/** The article that goes by this id, of those that `isLive` lets in: forgotten ones may be stored still. */
export function rowNamed(holdings: Holdings, id: string, isLive: (row: ArticleRow) => boolean): ArticleRow | undefined {
  let found: ArticleRow | undefined;
  holdings.lookup(
    stringKey("id", id),
    (bucket, sequence) => {
      if (found !== undefined) return;
      const row = holdings.row(bucket, sequence);
      if (row?.id === id && isLive(row)) found = row;
    },
    Number.POSITIVE_INFINITY,
  );
  return found;
}

/** What an id leads to: the very record, taken before; or the id that a new record is to go by. */
export type Naming =
  | { readonly kind: "known"; readonly row: ArticleRow }
  | { readonly kind: "free"; readonly id: string };

/**
 * Names a record: its own id, or `id~2`, `id~3` … where another text has that, as `dedup` does. Where more articles of
 * one id are held than a key leads to, the number in the name is that of the article in the index.
 */
export function nameRecord(
  holdings: Holdings,
  given: string,
  textHash: string,
  isLive: (row: ArticleRow) => boolean,
): Naming {
  let known: ArticleRow | undefined;
  let sharing = 0;
  let isTaken = false;
  holdings.lookup(
    stringKey("id", given),
    (bucket, sequence) => {
      if (sharing >= LEADERS) return;
      const row = holdings.row(bucket, sequence);
      if (row === undefined || !isLive(row)) return;
      if (row.id === given) isTaken = true;
      if (row.given !== given) return;
      sharing++;
      if (row.textHash === textHash) known ??= row;
    },
    Number.POSITIVE_INFINITY,
  );
  if (known !== undefined) return { kind: "known", row: known };
  // Behind many others the article might not be found by its key.
  if (!isTaken && sharing < MANY) return { kind: "free", id: given };
  for (let n = sharing < MANY ? Math.max(2, sharing + 1) : holdings.counters.sequence + 1; ; n++) {
    const id = `${given}~${n}`;
    if (rowNamed(holdings, id, isLive) === undefined) return { kind: "free", id };
  }
}

/** Articles of one id from which counting on would take long. */
const MANY = 60;
