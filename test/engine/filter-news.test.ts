import fc from "fast-check";
import { expect, it } from "vitest";
import { filterNews, filtersAfter } from "../../src/engine/filter-news.js";
import { KeyFilter } from "../../src/index/key-filter.js";

const all = Array.from({ length: 6 }, () => KeyFilter.forKeys(1));
const some = fc.subarray(all);

it("news of filters leave a thread knowing those there are now, and tell of none twice", () => {
  const check = (states: readonly KeyFilter[][]): void => {
    let known: readonly KeyFilter[] = [];
    for (const now of states) {
      const news = filterNews(known, now);
      const before = known;
      if (news !== undefined) known = filtersAfter(known, news);
      expect(new Set(known)).toEqual(new Set(now));
      expect(known).toHaveLength(now.length);
      expect(news?.added.filter((filter) => before.includes(filter)) ?? []).toEqual([]);
      expect(filterNews(known, now)).toBeUndefined();
    }
  };
  fc.assert(fc.property(fc.array(some, { maxLength: 8 }), check), { seed: 4 });
});
