import { describe, expect, it } from "vitest";
import { bandKeys, bandProbability, planBands } from "../../src/match/bands.js";
import {
  CONTAINMENT_FLOOR,
  createChooser,
  LEADERS,
  listCandidates,
  searchCandidates,
} from "../../src/match/candidates.js";
import { createCatalogBuilder } from "../../src/match/catalog-builder.js";
import { createKeyMaker } from "../../src/match/key-maker.js";
import { requiredShared } from "../../src/match/sampling.js";
import { similarity } from "../../src/match/similarity.js";
import type { Catalog, CatalogEntry } from "../../src/model/catalog.js";
import type { ShingleSet, Signature } from "../../src/model/fingerprint.js";
import { seeded, setOf, shuffled } from "./shingle-sets.js";

const plan = planBands(128, 0.7);

/** A dull MinHash: the minimum of seeded mixes of each value. */
function signatureOf(set: ShingleSet): Signature {
  const halves = new Uint32Array(set.buffer, set.byteOffset, set.length * 2);
  return Uint32Array.from({ length: 128 }, (_, row) => {
    let least = 0xffffffff;
    for (let i = 0; i < halves.length; i += 2) {
      let x = Math.imul((halves[i] as number) ^ Math.imul(row + 1, 0x9e3779b1), 0x85ebca6b);
      x = Math.imul(x ^ (x >>> 13) ^ (halves[i + 1] as number), 0xc2b2ae35);
      least = Math.min(least, (x ^ (x >>> 16)) >>> 0);
    }
    return least;
  }) as Signature;
}

const entry: CatalogEntry = {
  id: "",
  source: "",
  date: null,
  url: null,
  agency: null,
  length: 0,
  tokens: 0,
  exact: "",
};

const makeKeys = createKeyMaker(plan);
const keysOf = (shingles: ShingleSet) => makeKeys({ shingles, signature: signatureOf(shingles), tokens: 0, exact: "" });

function catalogOf(sets: readonly ShingleSet[]): Catalog {
  const builder = createCatalogBuilder();
  for (const shingles of sets) builder.add(entry, keysOf(shingles));
  return builder.finish();
}

const search = (catalog: Catalog, order: Uint32Array) => searchCandidates(listCandidates(catalog, order), order);

function found(sets: readonly ShingleSet[], order: Uint32Array): Set<string> {
  const pairs = [...search(catalogOf(sets), order).candidates].flatMap(({ article, others }) =>
    others.map((other) => (article < other ? `${article} ${other}` : `${other} ${article}`)),
  );
  expect(new Set(pairs).size).toBe(pairs.length);
  return new Set(pairs);
}

/** Pairs of sets of about `size` shingles of which a share is common to both. */
function plantedPairs(count: number, size: number, common: number, otherSize: number, seed: number): ShingleSet[] {
  const random = seeded(seed);
  const name = (): number => Math.floor(random() * 2 ** 30);
  return Array.from({ length: count }).flatMap(() => {
    const shared = Array.from({ length: Math.round(size * common) }, name);
    const own = (rest: number) => Array.from({ length: rest }, name);
    return [setOf([...shared, ...own(size - shared.length)]), setOf([...shared, ...own(otherSize - shared.length)])];
  });
}

describe("searchCandidates", () => {
  // z = 4 standard deviations of a binomial with 400 trials.
  const least = (probability: number): number =>
    400 * (probability - 4 * Math.sqrt((probability * (1 - probability)) / 400));

  it("finds short pairs at the Jaccard threshold with the documented probability", () => {
    const sets = plantedPairs(400, 17, 14 / 17, 17, 1);
    const pairs = found(sets, shuffled(sets.length, 2));
    const hits = Array.from({ length: 400 }, (_, i) => pairs.has(`${2 * i} ${2 * i + 1}`)).filter(Boolean).length;
    expect(similarity(sets[0] as ShingleSet, sets[1] as ShingleSet).jaccard).toBe(0.7);
    expect(hits).toBeGreaterThanOrEqual(least(bandProbability(0.7, plan)));
  });

  it("finds a text of 100 shingles that a text ten times as long contains to three quarters", () => {
    const sets = plantedPairs(400, 100, 0.75, 1000, 3);
    const pairs = found(sets, shuffled(sets.length, 4));
    const hits = Array.from({ length: 400 }, (_, i) => pairs.has(`${2 * i} ${2 * i + 1}`)).filter(Boolean).length;
    expect(hits).toBeGreaterThanOrEqual(396);
  });

  it("does not pair texts that share nothing, nor texts without shingles", () => {
    const sets = [...plantedPairs(50, 100, 0, 100, 5), setOf([]), setOf([]), setOf([])];
    expect(found(sets, shuffled(sets.length, 6)).size).toBe(0);
  });

  it("does not pair long texts for one common phrase", () => {
    const random = seeded(7);
    const sets = Array.from({ length: 40 }, () => {
      const own = Array.from({ length: 800 }, () => Math.floor(random() * 2 ** 30));
      return setOf([...own, 1, 2, 3, 4, 5, 6, 7, 8]);
    });
    expect(found(sets, shuffled(sets.length, 8)).size).toBe(0);
  });

  it("compares the members of an over-full bucket with its leaders only, and counts the bucket", () => {
    const sets = Array.from({ length: LEADERS + 36 }, () => setOf(Array(60).keys()));
    const order = shuffled(sets.length, 9);
    const { counts, candidates } = search(catalogOf(sets), order);
    expect(counts.overfullSamples).toBeGreaterThan(0);
    expect(counts.overfullBands).toBe(plan.bands);
    expect(counts.largestBucket).toBe(LEADERS + 36);
    const last = order[sets.length - 1] as number;
    const others = [...candidates].find(({ article }) => article === last)?.others;
    expect(others).toEqual([...order.slice(0, LEADERS)]);
  });

  it("verifies a newcomer against a bounded number of others, the first in keep order among them", () => {
    const sets = Array.from({ length: 400 }, (_, i) =>
      setOf([...Array(300).keys(), ...Array.from({ length: 60 }, (_, k) => 1000 + 60 * i + k)]),
    );
    const order = shuffled(sets.length, 14);
    const all = [...search(catalogOf(sets), order).candidates];
    for (const { others } of all) expect(others.length).toBeLessThanOrEqual(2 * LEADERS);
    expect(all.at(-1)?.others).toContain(order[0]);
  });

  it("pairs articles of one page whatever their texts, but not those of one site", () => {
    const builder = createCatalogBuilder();
    const urls = [
      "https://post.example/a",
      "https://post.example/",
      null,
      "https://post.example/a#c",
      "https://post.example/",
    ];
    for (const [i, url] of urls.entries()) {
      builder.add({ ...entry, url }, keysOf(setOf([1000 * i, 1000 * i + 1])));
    }
    const { candidates } = search(builder.finish(), Uint32Array.of(0, 1, 2, 3, 4));
    expect([...candidates]).toEqual([{ article: 3, others: [0] }]);
  });

  it("gives the same pairs for any order of the catalog where no bucket is over-full", () => {
    const sets = [...plantedPairs(30, 60, 0.8, 60, 10), ...plantedPairs(30, 60, 0.9, 300, 11)];
    expect(found(sets, shuffled(sets.length, 12))).toEqual(found(sets, shuffled(sets.length, 13)));
  });
});

/** The search as its documentation tells it: maps of lists, every list cut to its leaders, pair by pair. */
function dullSearch(sets: readonly ShingleSet[], order: Uint32Array): string[] {
  const listsOf = (keys: readonly (readonly string[])[]): Map<string, number[]> => {
    const lists = new Map<string, number[]>();
    for (const [rank, own] of keys.entries()) for (const k of own) lists.set(k, [...(lists.get(k) ?? []), rank]);
    return lists;
  };
  const keys = Array.from(order, (article) => {
    const { lo, hi, bands, samples } = keysOf(sets[article] as ShingleSet);
    const all = Array.from({ length: bands + samples }, (_, k) => `${lo[k]} ${hi[k]}`);
    return { bands: all.slice(0, bands), samples: all.slice(bands) };
  });
  const bands = listsOf(keys.map((each) => each.bands));
  const samples = listsOf(keys.map((each) => each.samples));
  const required = requiredShared(CONTAINMENT_FLOOR, 512);
  return keys.flatMap((own, rank) => {
    const meets = (lists: Map<string, number[]>, names: readonly string[], other: number): number =>
      names.filter((name) => lists.get(name)?.slice(0, LEADERS).includes(other)).length;
    const found: { other: number; shared: number }[] = [];
    for (let other = 0; other < rank; other++) {
      const sampled = meets(samples, own.samples, other);
      const size = Math.min(own.samples.length, keys[other]?.samples.length ?? 0, 512);
      const counted = sampled > 0 && sampled >= (required[size] as number) ? sampled : 0;
      const shared = counted + meets(bands, own.bands, other);
      if (shared > 0) found.push({ other, shared });
    }
    const rest = found.slice(LEADERS).sort((x, y) => y.shared - x.shared || x.other - y.other);
    const kept = found.length <= 2 * LEADERS ? found : [...found.slice(0, LEADERS), ...rest.slice(0, LEADERS)];
    return kept.map(({ other }) => `${order[rank]} ${order[other]}`);
  });
}

it("finds what a dull search over plain maps finds, over-full lists included", () => {
  for (const seed of [21, 22, 23]) {
    const random = seeded(seed);
    const sets = Array.from({ length: 220 }, () => {
      const story = Math.floor(random() * 6);
      const own = Array.from({ length: 10 + Math.floor(random() * 60) }, () => Math.floor(random() * 2 ** 30));
      const shared = Array.from({ length: 80 }, (_, i) => 1000 * story + i).filter(() => random() < 0.9);
      return setOf(random() < 0.2 ? own : [...own, ...shared]);
    });
    const order = shuffled(sets.length, seed).slice(0, 200);
    const { candidates } = search(catalogOf(sets), order);
    const pairs = [...candidates].flatMap(({ article, others }) => others.map((other) => `${article} ${other}`));
    expect(pairs.sort()).toEqual(dullSearch(sets, order).sort());
  }
});

it("bandKeys writes at the asked place only", () => {
  const lo = new Uint32Array(3 * plan.bands).fill(7);
  bandKeys(signatureOf(setOf([1, 2, 3])), plan, lo, new Uint32Array(3 * plan.bands), plan.bands);
  expect([...lo.slice(0, plan.bands), ...lo.slice(2 * plan.bands)].every((value) => value === 7)).toBe(true);
});

describe("createChooser", () => {
  it("keeps ranks whole however many lists are shared", () => {
    const ranks = Array.from({ length: 300 }, (_, i) => 2 * i + 1);
    const sure = new Map(ranks.map((rank) => [rank, 2 ** 24]));
    const chosen = createChooser()({ samples: new Map(), sure }, 0, () => 0);
    expect(chosen).toEqual(ranks.slice(0, 2 * LEADERS));
  });
});
