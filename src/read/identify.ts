import { digestOf } from "./digest.js";
import { type IdKey, IdTable, keyOf } from "./id-table.js";

/** What became of an id: `new` is as it was; a `copy` has the text of an earlier article of this id, a `conflict` another. */
export interface Identity {
  readonly id: string;
  readonly kind: "new" | "copy" | "conflict";
}

/** Gives each article of a run an id of its own; `text` is a key of its text. */
export type Identify = (id: string, text: IdKey) => Identity;

/**
 * A function that keeps ids apart: the first article of an id keeps it, later ones are named `id~2`, `id~3` … with the
 * next number that no earlier article has. The answer depends on the order of the calls only. Holds hashes, not strings.
 */
export function createIdentifier(): Identify {
  const table = new IdTable();
  return (id, text) => {
    const key = keyOf(id);
    if (!table.has(key)) {
      table.add(key, text);
      return { id, kind: "new" };
    }
    const kind = isKnownText(table, key, text, `${id}\u0000${text.lo},${text.hi}`) ? "copy" : "conflict";
    return { id: nameNext(table, id, key, text), kind };
  };
}

/** Whether an article of this id had this text; texts after the first stand in the table as ids of their own. */
function isKnownText(table: IdTable, key: IdKey, text: IdKey, idAndText: string): boolean {
  if (table.hasText(key, text)) return true;
  const later = keyOf(idAndText);
  if (table.has(later)) return true;
  table.add(later, text);
  return false;
}

function nameNext(table: IdTable, id: string, key: IdKey, text: IdKey): string {
  for (let n = Math.max(2, table.next(key)); ; n++) {
    const name = `${id}~${n}`;
    const nameKey = keyOf(name);
    if (table.has(nameKey)) continue;
    table.add(nameKey, text);
    table.setNext(key, n + 1);
    return name;
  }
}

/** A stable hash of a text, 32 hex digits: equal for equal strings only, lone surrogates told apart. */
export function hashText(text: string): string {
  return digestOf(text).toString("hex", 0, 16);
}
