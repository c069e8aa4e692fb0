import type { Article } from "../../src/model/article.js";
import type { Reading } from "../../src/model/reading.js";

const WORDS =
  "harbour council winter bridge market teacher river budget station garden engine library island summer village doctor museum captain forest railway window painter valley orchard lantern concert kitchen meadow traffic weather voters season archive bakery chapel deputy ferry gallery hospital insurance journey keeper ladder mayor notice office parade quarry reader school tower union visitor worker yard".split(
    " ",
  );

/** A paragraph of its own for every number: a sentence of 24 words. */
export function paragraph(seed: number): string {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const words = Array.from({ length: 24 }, () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    return WORDS[(state >>> 8) % WORDS.length] as string;
  });
  return `${(words[0] as string).replace(/^./, (letter) => letter.toUpperCase())} ${words.slice(1).join(" ")}.`;
}

/** `count` paragraphs that no other number gives. */
export function story(seed: number, count = 6): string[] {
  return Array.from({ length: count }, (_, at) => paragraph(seed * 100 + at));
}

/** An article of a source. */
export function articleOf(id: string, source: string, lines: readonly string[]): Article {
  return { id, source, text: lines.join("\n") };
}

/** Articles as reading gives them. */
export async function* readingsOf(articles: readonly Article[]): AsyncGenerator<Reading> {
  for (const [at, article] of articles.entries()) {
    const place = { file: "feed.jsonl", line: at + 1, offset: 0, hasId: true, lossy: false };
    yield { kind: "article", article, record: { kind: "plain" }, ...place };
  }
}
