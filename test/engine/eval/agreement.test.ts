import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLabels } from "../../../src/engine/eval/agreement.js";
import { countConfusion } from "../../../src/engine/eval/confusion.js";
import type { Inspected, Inspector } from "../../../src/engine/eval/inspect.js";
import type { Relation } from "../../../src/model/pair.js";
import type { Findings } from "../../../src/pipeline.js";

interface Found {
  /** Labelled cluster of each article. */
  readonly labels: readonly number[];
  /** The canonical of each article; itself where it is kept. */
  readonly canonicals: readonly number[];
  readonly pairs: readonly (readonly [number, number, Relation])[];
}

const COPIES: readonly string[] = ["exact", "near", "contains", "contained"];

function findingsOf({ canonicals, pairs }: Found): Findings {
  const stars = canonicals.flatMap((other, article) => (other === article ? [] : [[article, { article, other }]]));
  const rows = pairs.map(([first, second, relation]) => ({ first, second, pair: { relation } }));
  return { matches: { pairs: rows }, stars: new Map(stars as never), clusters: [] } as unknown as Findings;
}

function inspectorOf({ canonicals, pairs }: Found): Inspector {
  return {
    clusterOf: Uint32Array.from(canonicals),
    inspect(x, y) {
      const row = pairs.find(([first, second]) => first === Math.min(x, y) && second === Math.max(x, y));
      const isFound = canonicals[x] === canonicals[y] || COPIES.includes(row?.[2] ?? "");
      return { a: `${x}`, b: `${y}`, isFound } as unknown as Inspected;
    },
  };
}

function compare(found: Found) {
  const articles = found.labels.map((cluster, article) => ({ article, cluster }));
  const known = { pairs: [], articles, neutral: 0, unknown: [] };
  return compareLabels({ kind: "clusters", articles: [] }, known, findingsOf(found), inspectorOf(found));
}

/** Every pair, one by one: the dull model. */
function confusionSlowly(found: Found) {
  const { inspect } = inspectorOf(found);
  const pairs: { isCopy: boolean; isFound: boolean }[] = [];
  for (let x = 0; x < found.labels.length; x++) {
    for (let y = x + 1; y < found.labels.length; y++) {
      pairs.push({ isCopy: found.labels[x] === found.labels[y], isFound: inspect(x, y).isFound });
    }
  }
  return countConfusion(pairs);
}

/** Articles join only articles that are kept, as stars do. */
const runs: fc.Arbitrary<Found> = fc.integer({ min: 2, max: 9 }).chain((count) => {
  const place = fc.integer({ min: 0, max: count - 1 });
  const relation = fc.constantFrom<Relation>("near", "contains", "partial", "form");
  return fc.record({
    labels: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: count, maxLength: count }),
    canonicals: fc
      .tuple(fc.uniqueArray(place, { minLength: 1 }), fc.array(place, { minLength: count, maxLength: count }))
      .map(([kept, wanted]) =>
        wanted.map((at, article) => (kept.includes(article) ? article : (kept[at % kept.length] as number))),
      ),
    pairs: fc
      .uniqueArray(fc.tuple(place, place, relation), { selector: ([x, y]) => `${Math.min(x, y)} ${Math.max(x, y)}` })
      .map((rows) =>
        rows.filter(([x, y]) => x !== y).map(([x, y, name]) => [Math.min(x, y), Math.max(x, y), name] as const),
      ),
  });
});

describe("compareLabels on clusters", () => {
  it("counts as if it looked at every pair", () => {
    fc.assert(
      fc.property(runs, (found) => {
        expect(compare(found).confusion).toEqual(confusionSlowly(found));
      }),
      { seed: 8, numRuns: 500 },
    );
  });

  it("looks at every disagreement but those between copies of one article", () => {
    const found: Found = {
      labels: [0, 0, 1, 1, 2],
      canonicals: [0, 1, 1, 1, 4],
      pairs: [
        [0, 4, "near"],
        [0, 1, "partial"],
        [2, 4, "partial"],
      ],
    };
    const { inspected } = compare(found);
    const named = inspected.map(({ a, b, isCopy, isFound }) => [Number(a), Number(b), isCopy, isFound]);
    expect(named).toEqual([
      [0, 1, true, false],
      [2, 3, true, true],
      [0, 4, false, true],
      [2, 4, false, false],
      [1, 2, false, true],
      [1, 3, false, true],
    ]);
  });
});
