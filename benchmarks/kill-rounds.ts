import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { Random } from "../corpus/generator/random.js";
import type { ArticleInput } from "../src/engine/article-input.js";
import type { ArticleIndex } from "../src/engine/index-contract.js";
import { openIndex } from "../src/engine/index-open.js";
import { verifyIndex } from "../src/engine/index-verify.js";

/** What killing a writer over and over left behind. */
export interface KillCounts {
  readonly rounds: number;
  /** Articles that the killed processes had been told are durable. */
  readonly acknowledged: number;
  /** Of them, those not found after the restart. */
  readonly lost: number;
  /** Texts answered `new` twice. */
  readonly newTwice: number;
  /** Copies of kept articles, under other ids, that were not recognised. */
  readonly unrecognised: number;
  /** Rounds after which `index verify` found damage. */
  readonly damaged: number;
}

export interface KillSettings {
  readonly rounds: number;
  readonly seed: number;
  /** An empty folder to work in. */
  readonly folder: string;
  /** The built program, dist/. */
  readonly dist: string;
}

/** Milliseconds between a child's first acknowledgement and its end, at most. */
const LIFE_MS = 400;
/** Kept articles a round of which a copy is asked for. */
const COPIES_ASKED = 20;
/** More than a child adds in its life. */
const ARTICLES_A_ROUND = 1500;

/** An acknowledgement: place of the article in the file, the answer, and whether it was known before. */
interface Ack {
  readonly place: number;
  readonly kind: string;
  readonly known: boolean;
}

/**
 * Lets a process add articles to an index, kills it at a random moment, opens the index again and asks for everything
 * that was acknowledged; so many times. Tables are small, so that kills fall into flushes and merges too.
 */
export async function killRounds({ rounds, seed, folder, dist }: KillSettings): Promise<KillCounts> {
  const random = new Random(seed);
  const articles = inventArticles(random, rounds * ARTICLES_A_ROUND);
  const file = join(folder, "articles.jsonl");
  writeFileSync(file, articles.map((article) => `${JSON.stringify(article)}\n`).join(""));
  const path = join(folder, "index");
  const answeredNew = new Set<number>();
  const counts = { rounds, acknowledged: 0, lost: 0, newTwice: 0, unrecognised: 0, damaged: 0 };
  let next = 0;
  for (let round = 0; round < rounds; round++) {
    const acks = await liveAndDie(childCode(dist), [path, file, String(next)], random.below(LIFE_MS));
    counts.acknowledged += acks.length;
    for (const { place, kind, known } of acks) {
      if (kind !== "new" || known) continue;
      if (answeredNew.has(place)) counts.newTwice++;
      answeredNew.add(place);
    }
    const found = await inspect(await openIndex(path, { now: Date.now }), articles, acks, random);
    counts.lost += found.lost;
    counts.newTwice += found.newTwice;
    counts.unrecognised += found.unrecognised;
    if ((await verifyIndex(path)).problems.length > 0) counts.damaged++;
    next = acks.reduce((most, { place }) => Math.max(most, place + 1), next);
  }
  return counts;
}

/** Articles of 60 words each; every fifth has the text of an earlier one. */
function inventArticles(random: Random, count: number): ArticleInput[] {
  const articles: ArticleInput[] = [];
  for (let place = 0; place < count; place++) {
    const earlier = place % 5 === 4 ? articles[random.below(place)] : undefined;
    articles.push({ id: `a${place}`, text: earlier?.text ?? inventText(random) });
  }
  return articles;
}

function inventText(random: Random): string {
  const word = (): string => random.below(36 ** 4).toString(36);
  return `${Array.from({ length: 60 }, word).join(" ")}.`;
}

/** Prints one line an acknowledged article: place, kind, known. */
function childCode(dist: string): string {
  const url = (file: string): string => JSON.stringify(pathToFileURL(join(dist, file)).href);
  return `
    import { readFileSync } from "node:fs";
    import { openOver } from ${url("engine/index-open.js")};
    import { createPreparer } from ${url("engine/index-prepare.js")};
    import { openLoggedStore } from ${url("index/logged-store.js")};
    const [path, file, from] = process.argv.slice(1);
    const articles = readFileSync(file, "utf8").trim().split("\\n");
    const store = openLoggedStore(path, { access: "write" });
    const base = { store, bulk: false, prepareWith: createPreparer, tableEntries: 1500 };
    const index = await openOver(path, base, { now: Date.now, commitDelayMs: 2, commitArticles: 16 });
    const add = async (place) => {
      const { kind, known } = await index.checkAndAdd(JSON.parse(articles[place]));
      process.stdout.write(place + " " + kind + " " + known + "\\n");
    };
    for (let place = Number(from); place < articles.length; place += 32) {
      await Promise.all(Array.from({ length: 32 }, (_, i) => place + i).filter((p) => p < articles.length).map(add));
    }
    await new Promise(() => setInterval(() => {}, 1000));
  `;
}

/** Runs a child until `lifeMs` after its first line, then kills it. */
async function liveAndDie(code: string, args: readonly string[], lifeMs: number): Promise<Ack[]> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", code, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const acks: Ack[] = [];
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const lines = createInterface({ input: child.stdout });
  const read = (async () => {
    for await (const line of lines) {
      if (acks.length === 0) setTimeout(() => child.kill("SIGKILL"), lifeMs);
      const [place, kind, known, ...rest] = line.split(" ");
      // A line cut off by the kill acknowledges nothing.
      if (kind === undefined || rest.length > 0 || (known !== "true" && known !== "false")) continue;
      acks.push({ place: Number(place), kind, known: known === "true" });
    }
  })();
  await Promise.all([ended, read]);
  if (acks.length === 0) throw new Error("expected the child to add articles before it was killed, found none");
  return acks;
}

/** Asks for all that was acknowledged, and closes the index. */
async function inspect(index: ArticleIndex, articles: readonly ArticleInput[], acks: readonly Ack[], random: Random) {
  let [lost, newTwice, unrecognised] = [0, 0, 0];
  try {
    for (const { place, kind } of acks) {
      const article = articles[place] as ArticleInput;
      if (index.get(article.id as string) === undefined) lost++;
      const again = index.check(article);
      if (again.kind === "new" && !again.known) newTwice++;
      if (again.kind !== kind) lost++;
    }
    for (let asked = 0; asked < COPIES_ASKED; asked++) {
      const ack = acks[random.below(acks.length)] as Ack;
      const { text } = articles[ack.place] as ArticleInput;
      const copy = index.check({ id: `copy of ${ack.place}`, text });
      const near = index.check({ id: `near ${ack.place}`, text: `${text} tail` });
      if (copy.kind !== "duplicate" || near.kind !== "duplicate") unrecognised++;
    }
  } finally {
    await index.close();
  }
  return { lost, newTwice, unrecognised };
}
