import type { Range } from "../model/span.js";

/**
 * Cutting a text in the JSON it was read from, so that what is kept need not be decoded and encoded again.
 *
 *     "A line.\nShare this\nThe end."   without units 8 to 19   →   "A line.\n|The end."
 */
const BACKSLASH = 0x5c;
/** What may follow a backslash in the JSON that JSON.stringify writes, besides `u`. */
const SHORT_ESCAPES: ReadonlySet<number> = new Set(Buffer.from('"\\bfnrt'));

/**
 * The JSON of a text without its cuts, as views of the text's JSON; undefined where that is not written as JSON.stringify
 * writes it, or has escapes of four digits, or where a cut goes through a pair of surrogates.
 * @param json one JSON string, quotes included, in UTF-8 without fault.
 * @param cuts stretches of the decoded text, in UTF-16 units, sorted and disjoint.
 */
export function cutJson(json: Buffer, cuts: readonly Range[]): Buffer[] | undefined {
  const place = { at: 1, unit: 0 };
  const kept: Buffer[] = [];
  let from = 0;
  for (const { start, end } of cuts) {
    if (!walk(json, place, start)) return undefined;
    kept.push(json.subarray(from, place.at));
    if (!walk(json, place, end)) return undefined;
    from = place.at;
  }
  if (!hasShortEscapes(json, from)) return undefined;
  kept.push(json.subarray(from));
  return kept;
}

/** What of a text's JSON is left without cuts whose edges stand at these bytes of it. */
export function cutAtPlaces(json: Buffer, places: Uint32Array): Buffer[] {
  const kept: Buffer[] = [];
  let from = 0;
  for (let edge = 0; edge < places.length; edge += 2) {
    kept.push(json.subarray(from, places[edge]));
    from = places[edge + 1] as number;
  }
  kept.push(json.subarray(from));
  return kept;
}

/** A place in the JSON and, of its text, the unit that begins there. */
interface Place {
  at: number;
  unit: number;
}

/** Moves a place on to a unit of the text. @returns whether it could. */
function walk(json: Buffer, place: Place, target: number): boolean {
  const last = json.length - 1;
  let { at, unit } = place;
  while (unit < target && at < last) {
    const byte = json[at] as number;
    if (byte >= 0x80) {
      at += byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      unit += byte >= 0xf0 ? 2 : 1;
      continue;
    }
    if (byte === BACKSLASH && !SHORT_ESCAPES.has(json[++at] as number)) return false;
    at++;
    unit++;
  }
  place.at = at;
  place.unit = unit;
  return unit === target;
}

function hasShortEscapes(json: Buffer, from: number): boolean {
  for (let at = json.indexOf(BACKSLASH, from); at >= 0; at = json.indexOf(BACKSLASH, at + 2)) {
    if (!SHORT_ESCAPES.has(json[at + 1] as number)) return false;
  }
  return true;
}
