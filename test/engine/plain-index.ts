import type { ArticleInput } from "../../src/engine/article-input.js";
import { type Comparer, createComparer } from "../../src/engine/compare-articles.js";
import { GrowingBytes } from "../../src/engine/growing-bytes.js";
import type { RecordIndex } from "../../src/engine/index-records.js";
import { writeRow } from "../../src/engine/record-row.js";
import type { CopyRelation, Decision, IndexHeader, StoredArticle } from "../../src/model/decision.js";
import { resolveOptions } from "../../src/options.js";
import { readLine } from "../../src/read/jsonl.js";

/** An article that a plain index took. */
interface Held {
  readonly article: ArticleInput & { readonly id: string };
  readonly decision: Decision;
}

/** What tests may see and set of a plain index. */
export interface PlainIndex extends RecordIndex {
  /** Ids in the order they were taken. */
  readonly taken: string[];
  /** Milliseconds that an answer takes to become durable. */
  delayMs: number;
  /** Thrown by the next answer, once. */
  fault: Error | undefined;
  /** A copy that holds the first `count` articles: what a crash left on the disk. */
  crashed(count: number): PlainIndex;
}

/** A dull, obviously right index: it compares with every article it kept. For tests of what stands around the index. */
export async function createPlainIndex(now: () => number = () => 0): Promise<PlainIndex> {
  return plainIndex(await comparer, now, []);
}

/** The rules take long to compile, and the comparer is pure. */
const comparer = createComparer(resolveOptions());

function plainIndex(compare: Comparer, now: () => number, start: readonly Held[]): PlainIndex {
  const held = new Map(start.map((one) => [one.article.id, one]));
  const nameOf = (article: ArticleInput): { id: string; known: Held | undefined } => {
    const given = article.id ?? "?";
    for (let n = 1; ; n++) {
      const id = n === 1 ? given : `${given}~${n}`;
      const known = held.get(id);
      if (known === undefined || known.article.text === article.text) return { id, known };
    }
  };
  const judge = (article: ArticleInput): { decision: Decision; known: boolean; id: string } => {
    const { id, known } = nameOf(article);
    if (known !== undefined) return { decision: { ...known.decision, known: true }, known: true, id };
    const seen = { arrival: now(), date: article.date ?? null, source: article.source ?? "" };
    const shared = { id, known: false, sequence: held.size, cleaned: compare(article, article).cleaned[0] };
    const supersedes: string[] = [];
    for (const { article: kept, decision } of held.values()) {
      if (decision.kind !== "new") continue;
      const { relation, jaccard, containment, passages } = compare(article, kept);
      if (relation === "contains") supersedes.push(kept.id);
      if (!["exact", "near", "contained"].includes(relation)) continue;
      const match = { of: kept.id, relation: relation as CopyRelation, jaccard, containment, passages };
      return {
        decision: { ...shared, kind: "duplicate", cluster: decision.cluster, firstSeen: decision.firstSeen, ...match },
        known: false,
        id,
      };
    }
    return { decision: { ...shared, kind: "new", cluster: `c-${id}`, firstSeen: seen, supersedes }, known: false, id };
  };
  const take = (article: ArticleInput): Decision => {
    const { decision, known, id } = judge(article);
    if (!known) {
      held.set(id, { article: { ...article, id }, decision });
      index.taken.push(id);
    }
    return decision;
  };
  const durable = async <T>(value: T): Promise<T> => {
    if (index.fault !== undefined) {
      const { fault } = index;
      index.fault = undefined;
      throw fault;
    }
    if (index.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, index.delayMs));
    return value;
  };
  const storedOf = ({ article, decision }: Held): StoredArticle => ({
    ...{ id: decision.id, sequence: decision.sequence, source: article.source ?? "", date: article.date ?? null },
    ...{ url: article.url ?? null, arrival: decision.firstSeen.arrival, length: decision.cleaned.text.length },
    ...{ exact: "", shingles: 0, cluster: decision.cluster },
    ...(decision.kind === "duplicate" && {
      duplicateOf: {
        id: decision.of,
        relation: decision.relation,
        jaccard: decision.jaccard,
        containment: decision.containment,
      },
    }),
  });
  const index: PlainIndex = {
    header: { ruleset: "plain" } as IndexHeader,
    taken: [...held.keys()],
    delayMs: 0,
    fault: undefined,
    get sequence() {
      return held.size;
    },
    check: (article) => judge(article).decision,
    add: async (article) => durable(take(article).id),
    checkAndAdd: async (article) => durable(take(article)),
    takeRecords: ({ file, lines, settings }) =>
      Promise.all(
        lines.map(async (line) => {
          const reading = readLine(line, file, settings);
          if (reading.kind === "reject") return reading;
          const { cleaned, ...judgement } = await durable(take(reading.article));
          const out = new GrowingBytes();
          const words = { options: resolveOptions(), ruleset: "r" };
          const places = writeRow(reading, cleaned, { words, texts: undefined }, out);
          const row = { ...places, bytes: out.take(), id: reading.article.id };
          return { kind: "decided", judgement, record: { kind: "record", row, reading: () => reading } };
        }),
      ),
    remove: async (id) => durable(held.delete(id)),
    get: (id) => {
      const found = held.get(id);
      return found === undefined ? undefined : storedOf(found);
    },
    cluster: (id) => {
      const cluster = held.get(id)?.decision.cluster ?? id;
      const members = [...held.values()].filter(({ decision }) => decision.cluster === cluster);
      const [first] = members;
      if (first === undefined) return undefined;
      return {
        id: cluster,
        canonical: first.decision.id,
        size: members.length,
        members: members.map((one) => {
          const { duplicateOf, ...stored } = storedOf(one);
          const { relation = "canonical" as const, jaccard = 1, containment = [1, 1] as const } = duplicateOf ?? {};
          return {
            id: stored.id,
            relation,
            jaccard,
            containment,
            date: stored.date,
            source: stored.source,
            arrival: stored.arrival,
          };
        }),
      };
    },
    stats: () => ({
      ...{ articles: held.size, kept: held.size, duplicates: 0, superseded: 0, removed: 0, late: 0, buckets: [] },
      ...{ bytes: 0, header: index.header },
    }),
    useTemplates: async () => {},
    warmUp: async () => {},
    flush: async () => {},
    close: async () => {},
    crashed: (count) => plainIndex(compare, now, [...held.values()].slice(0, count)),
  };
  return index;
}
