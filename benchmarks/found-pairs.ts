/** Copies that a program reports, against labelled pairs: the same measure for dittograph and its peers. */

/** A pair of articles a person or a generator has judged. */
export interface LabelledPair {
  readonly a: string;
  readonly b: string;
  /** `copy`, or what it is instead. */
  readonly label: string;
  /** A copy only as one text holds the other: Jaccard alone need not find it. */
  readonly byContainment: boolean;
}

/** A row of a program's output: a pair, or the members of a cluster. */
export type FoundRow = { readonly a: string; readonly b: string } | { readonly cluster: readonly string[] };

/** What was labelled, and who can be told apart without a label. */
export interface Labels {
  readonly pairs: readonly LabelledPair[];
  /** Articles of different families are no copies; undefined where only the labels tell. */
  readonly familyOf?: (id: string) => string;
}

/** How right a program is. */
export interface FoundQuality {
  readonly right: number;
  readonly wrong: number;
  /** Pairs reported of which nothing is known. */
  readonly unlabelled: number;
  readonly precision: number;
  readonly recall: number;
  /** Recall of the copies that have nearly the same length. */
  readonly recallNear: number;
  readonly f1: number;
}

/** Judges what was found: pairs of a cluster count like pairs reported one by one. */
export function judgeFound({ pairs, familyOf }: Labels, found: Iterable<FoundRow>): FoundQuality {
  const label = new Map(pairs.map((pair) => [keyOf(pair.a, pair.b), pair.label]));
  const reported = new Set<string>();
  for (const row of found) for (const [a, b] of pairsOf(row)) reported.add(keyOf(a, b));
  let [right, wrong, unlabelled] = [0, 0, 0];
  for (const key of reported) {
    const known = label.get(key) ?? strangers(key, familyOf);
    if (known === undefined) unlabelled++;
    else if (known === "copy") right++;
    else wrong++;
  }
  const copies = pairs.filter((pair) => pair.label === "copy");
  const near = copies.filter(({ byContainment }) => !byContainment);
  const precision = share(right, right + wrong);
  const recall = recallOf(copies, reported);
  const f1 = share(2 * precision * recall, precision + recall);
  return { right, wrong, unlabelled, precision, recall, recallNear: recallOf(near, reported), f1 };
}

function* pairsOf(row: FoundRow): Generator<readonly [string, string]> {
  if ("a" in row) {
    yield [row.a, row.b];
    return;
  }
  for (const [i, a] of row.cluster.entries()) for (const b of row.cluster.slice(i + 1)) yield [a, b];
}

function strangers(key: string, familyOf: Labels["familyOf"]): "none" | undefined {
  const [a = "", b = ""] = key.split("\t");
  return familyOf !== undefined && familyOf(a) !== familyOf(b) ? "none" : undefined;
}

function recallOf(copies: readonly LabelledPair[], reported: ReadonlySet<string>): number {
  return share(copies.filter(({ a, b }) => reported.has(keyOf(a, b))).length, copies.length);
}

const keyOf = (a: string, b: string): string => (a < b ? `${a}\t${b}` : `${b}\t${a}`);
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
