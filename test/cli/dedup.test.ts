import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readClusters, readPairs } from "../corpus/labels.js";
import { shuffled } from "../match/shingle-sets.js";
import { dittograph, line, root, rows, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const articles = readdirSync(join(root, "corpus", "articles"))
  .sort()
  .flatMap((name) => readFileSync(join(root, "corpus", "articles", name), "utf8").split("\n"))
  .filter((record) => record !== "");

interface PairRow {
  a: string;
  b: string;
  relation: string;
}
interface ClusterRow {
  canonical: string;
  members: { id: string }[];
}
interface OutRecord {
  id: string;
  text: string;
  dittograph: { spans: unknown[]; duplicateOf?: string; cluster?: string; id?: string };
}

/** Runs dedup over the corpus in this order and returns the folder. */
function dedupCorpus(name: string, order: Iterable<number>, extra: readonly string[] = []): string {
  const feed = write(folder, `${name}.jsonl`, Array.from(order, (i) => `${articles[i]}\n`).join(""));
  const out = join(folder, name);
  const { code, stderr } = dittograph(["dedup", feed, "-o", out, "--quiet", ...extra]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return out;
}

const out = dedupCorpus("plain", articles.keys());
const pairKey = ({ a, b, relation }: PairRow): string => `${a} ${relation} ${b}`;

describe("dedup on the corpus", () => {
  it("reports every labelled pair with its relation, and no other", () => {
    const found = rows<PairRow>(join(out, "pairs.jsonl")).map(pairKey);
    const labels = readPairs();
    expect(found).toEqual(expect.arrayContaining(labels.filter((pair) => pair.implied !== true).map(pairKey)));
    expect(labels.map(pairKey)).toEqual(expect.arrayContaining(found));
  });

  it("groups the labelled clusters around their canonical copies", () => {
    const found = rows<ClusterRow>(join(out, "clusters.jsonl")).map(({ canonical, members }) => ({
      canonical,
      members: members.map(({ id }) => id).sort(),
    }));
    const labels = readClusters().map(({ canonical, members }) => ({ canonical, members: [...members].sort() }));
    const byCanonical = (x: { canonical: string }, y: { canonical: string }): number =>
      x.canonical < y.canonical ? -1 : 1;
    expect(found.sort(byCanonical)).toEqual(labels.sort(byCanonical));
  });

  it("writes every article once, in input order, to kept.jsonl or duplicates.jsonl", () => {
    const kept = rows<OutRecord>(join(out, "kept.jsonl")).map(({ id }) => id);
    const duplicates = rows<OutRecord>(join(out, "duplicates.jsonl")).map(({ id }) => id);
    const ids = articles.map((record) => (JSON.parse(record) as OutRecord).id);
    expect(kept).toEqual(ids.filter((id) => !duplicates.includes(id)));
    expect(duplicates).toEqual(ids.filter((id) => !kept.includes(id)));
  });

  it("names the kept copy in every duplicate", () => {
    const kept = new Set(rows<OutRecord>(join(out, "kept.jsonl")).map(({ id }) => id));
    for (const { id, dittograph: field } of rows<OutRecord>(join(out, "duplicates.jsonl"))) {
      expect(kept, id).toContain(field.duplicateOf);
      expect(field.cluster, id).toMatch(/^c[0-9a-f]{16}$/);
    }
  });

  it("says in run.json what made the fingerprints", () => {
    expect(JSON.parse(readFileSync(join(out, "run.json"), "utf8"))).toMatchObject({ kernel: "wasm" });
  });

  it("writes the same bytes again for the same input, run.json apart", () => {
    const again = dedupCorpus("plain-again", articles.keys(), ["--workers", "2"]);
    const names = readdirSync(out).filter((name) => name !== "run.json");
    expect(names.sort()).toEqual(
      ["articles", "clusters", "duplicates", "kept", "pairs", "rejected", "repeats"]
        .map((name) => `${name}.jsonl`)
        .concat(["report.html", "summary.json"])
        .sort(),
    );
    for (const name of names)
      expect(readFileSync(join(again, name)).equals(readFileSync(join(out, name))), name).toBe(true);
  });

  it.each([1, 2])("gives the same pairs, clusters and kept records for another order of input (seed %d)", (seed) => {
    const other = dedupCorpus(`shuffled-${seed}`, shuffled(articles.length, seed));
    for (const name of ["pairs.jsonl", "clusters.jsonl"]) {
      expect(readFileSync(join(other, name), "utf8")).toBe(readFileSync(join(out, name), "utf8"));
    }
    const kept = (run: string): string[] => readFileSync(join(run, "kept.jsonl"), "utf8").split("\n").sort();
    expect(kept(other)).toEqual(kept(out));
  });

  it("keeps the preferred source where it is asked to", () => {
    const other = dedupCorpus("preferred", articles.keys(), ["--keep", "preferred:Lantern Digest"]);
    const cluster = rows<ClusterRow>(join(other, "clusters.jsonl")).find(({ members }) =>
      members.some(({ id }) => id === "copy-organ-edited"),
    );
    expect(cluster?.canonical).toBe("copy-organ-edited");
  });

  it("works with the signatures of the package minhash", () => {
    const other = dedupCorpus("minhash-js", articles.keys(), ["--scheme", "minhash-js"]);
    expect(readFileSync(join(other, "clusters.jsonl"), "utf8")).toBe(readFileSync(join(out, "clusters.jsonl"), "utf8"));
  });
});

describe("dedup", () => {
  const words = Array.from({ length: 60 }, (_, i) => `word${String.fromCharCode(97 + (i % 26))}${i}`).join(" ");

  it("reads gzip, folders and standard input alike", () => {
    const feed = line({ id: "a", text: words }) + line({ id: "b", text: words });
    const inputs = join(folder, "inputs");
    mkdirSync(inputs);
    write(inputs, "feed.jsonl.gz", gzipSync(feed));
    for (const [name, args, input] of [
      ["gz", [inputs], undefined],
      ["stdin", ["-"], feed],
    ] as const) {
      const run = dittograph(
        ["dedup", ...args, "-o", join(folder, name), "--json"],
        input === undefined ? {} : { input },
      );
      expect(run.code, run.stderr).toBe(0);
      expect(JSON.parse(run.stdout)).toMatchObject({ articles: { kept: 1, duplicates: 1, clusters: 1 } });
    }
  });

  it("keeps every other byte of a record", () => {
    const record = `{"big": 12345678901234567890, "one":1.0,"text":"${words}","id":"a","twice":1,"twice":2, "z":"\\u00e9"}`;
    const feed = write(folder, "bytes.jsonl", `${record}\n`);
    expect(dittograph(["dedup", feed, "-o", join(folder, "bytes"), "--quiet"]).code).toBe(0);
    expect(readFileSync(join(folder, "bytes", "kept.jsonl"), "utf8").startsWith(record.slice(0, -1))).toBe(true);
  });

  it("says which id an article goes by where the record does not", () => {
    const text = (n: number): string => words.replaceAll("word", `w${n}`);
    const feed =
      line({ text: text(1) }) +
      line({ id: "x", text: text(2) }) +
      line({ id: "x", text: text(3) }) +
      line({ id: "x", text: text(2) });
    const path = write(folder, "ids.jsonl", feed);
    const run = dittograph(["dedup", path, "-o", join(folder, "ids"), "--json"]);
    const kept = rows<OutRecord>(join(folder, "ids", "kept.jsonl"));
    expect(kept.map(({ dittograph: field }) => field.id ?? "as written")).toEqual([
      expect.stringMatching(/^sha256:/),
      "as written",
      "x~2",
    ]);
    expect(
      rows<OutRecord>(join(folder, "ids", "duplicates.jsonl")).map(({ dittograph: field }) => [
        field.id,
        field.duplicateOf,
      ]),
    ).toEqual([["x~3", "x"]]);
    expect(JSON.parse(run.stdout).warnings).toEqual([
      expect.stringContaining('ids.jsonl:3: expected id "x" once, found another text'),
      expect.stringContaining('ids.jsonl:4: expected id "x" once, found an equal record'),
    ]);
  });

  it("rejects records of equal id with --strict, and exits 2", () => {
    const path = write(folder, "strict.jsonl", line({ id: "x", text: words }) + line({ id: "x", text: words }));
    expect(dittograph(["dedup", path, "-o", join(folder, "strict"), "--strict", "--quiet"]).code).toBe(2);
    expect(rows(join(folder, "strict", "rejected.jsonl"))).toHaveLength(1);
    expect(rows(join(folder, "strict", "kept.jsonl"))).toHaveLength(1);
  });

  it("replaces a finished run and refuses a folder with other files", () => {
    const path = write(folder, "replace.jsonl", line({ id: "x", text: words }));
    const target = join(folder, "replace");
    for (let round = 0; round < 2; round++) expect(dittograph(["dedup", path, "-o", target, "--quiet"]).code).toBe(0);
    mkdirSync(join(folder, "foreign"));
    write(join(folder, "foreign"), "thesis.txt", "do not delete");
    const refused = dittograph(["dedup", path, "-o", join(folder, "foreign"), "--quiet"]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/expected an empty folder or a finished run, found other files \(thesis.txt/);
    expect(existsSync(join(folder, "foreign", "thesis.txt"))).toBe(true);
  });

  it("refuses a finished run to which files were added, and inputs inside its own output", () => {
    const path = write(folder, "safe.jsonl", line({ id: "x", text: words }));
    const target = join(folder, "safe");
    expect(dittograph(["dedup", path, "-o", target, "--quiet"]).code).toBe(0);
    const inside = write(target, "feed.jsonl", line({ id: "x", text: words }));
    expect(dittograph(["dedup", path, "-o", target, "--quiet"]).stderr).toContain("found other files (feed.jsonl");
    expect(dittograph(["dedup", inside, "-o", target, "--quiet"]).stderr).toContain("found the input");
    expect(existsSync(inside)).toBe(true);
  });

  it("keeps the former run where the new one has no usable article", () => {
    const target = join(folder, "former");
    const good = write(folder, "good.jsonl", line({ id: "x", text: words }));
    expect(dittograph(["dedup", good, "-o", target, "--quiet"]).code).toBe(0);
    expect(dittograph(["dedup", write(folder, "none.jsonl", "{}\n"), "-o", target, "--quiet"]).code).toBe(2);
    expect(rows(join(target, "kept.jsonl"))).toHaveLength(1);
  });

  it("shows names without their control characters", () => {
    const pair = line({ id: "a\nb\u001b[31m", text: words }) + line({ id: "c", text: words });
    const path = write(folder, "control.jsonl", pair);
    expect(dittograph(["dedup", path, "-o", join(folder, "control")]).stdout).not.toContain("\u001b");
  });

  it("leaves nothing half written behind when it fails", () => {
    const path = write(folder, "half.jsonl", line({ id: "x", text: words }));
    const run = dittograph([
      "dedup",
      path,
      "-o",
      join(folder, "half", "deeper"),
      "--tmp",
      join(folder, "missing"),
      "--quiet",
    ]);
    expect(run.code).toBe(2);
    expect(existsSync(join(folder, "half"))).toBe(false);
  });
});
