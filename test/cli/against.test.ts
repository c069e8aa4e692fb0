import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dittograph, rows, scratchFolder, write } from "./run.js";

const folder = scratchFolder();

/** A story of distinct sentences; `from` and `to` choose some of them. */
function story(name: string, from = 0, to = 12): string {
  const one = (i: number): string =>
    `The ${name} committee met for the ${i + 1}. time and heard how bridge ${name}${i} was mended with ${i * 7 + 3} beams.`;
  return Array.from({ length: to - from }, (_, i) => one(from + i)).join("\n\n");
}

interface Kept {
  id: string;
  text: string;
  dittograph: { id?: string; duplicateOf?: string; relation?: string; cluster?: string };
}

function feed(name: string, articles: readonly { id: string; text: string; date?: string }[]): string {
  return write(folder, `${name}.jsonl`, articles.map((article) => `${JSON.stringify(article)}\n`).join(""));
}

function dedup(name: string, input: string, ...more: string[]): string {
  const out = join(folder, name);
  const { code, stderr } = dittograph(["dedup", input, "-o", out, "--quiet", ...more]);
  expect([code, stderr]).toEqual([0, ""]);
  return out;
}

const old = dedup(
  "old",
  feed("first", [
    { id: "mill", text: story("mill"), date: "2025-03-02" },
    { id: "mill-copy", text: story("mill"), date: "2025-03-03" },
    { id: "quay", text: story("quay", 0, 6), date: "2025-03-02" },
    { id: "old-lone", text: story("tower"), date: "2025-03-02" },
  ]),
);
const batch = feed("second", [
  { id: "new-mill", text: `${story("mill")}\n\nA word at the end.`, date: "2025-01-01" },
  { id: "new-quay", text: story("quay"), date: "2025-03-04" },
  { id: "canal", text: story("canal"), date: "2025-03-04" },
  { id: "canal-copy", text: story("canal"), date: "2025-03-05" },
  { id: "mill", text: story("forge"), date: "2025-03-05" },
]);

describe("dedup --against a finished run", () => {
  const out = join(folder, "new");
  const { code, stdout } = dittograph(["dedup", batch, "-o", out, "--against", old]);
  const kept = rows<Kept>(join(out, "kept.jsonl"));
  const duplicates = rows<Kept>(join(out, "duplicates.jsonl"));

  it("keeps what the earlier run does not hold, and writes nothing of it again", () => {
    expect(code).toBe(0);
    expect(kept.map(({ id }) => id)).toEqual(["new-quay", "canal", "mill"]);
    expect(duplicates.map(({ id, dittograph: { duplicateOf } }) => [id, duplicateOf])).toEqual([
      ["new-mill", "mill"],
      ["canal-copy", "canal"],
    ]);
  });

  it("prefers the old article even where the new one is earlier", () => {
    expect(duplicates[0]?.dittograph).toMatchObject({ duplicateOf: "mill", relation: "near" });
  });

  it("keeps a longer text, and shows the old article in its cluster", () => {
    const clusters = rows<{ canonical: string; members: { id: string; relation: string }[] }>(
      join(out, "clusters.jsonl"),
    );
    const quay = clusters.find(({ canonical }) => canonical === "new-quay");
    expect(quay?.members.map(({ id, relation }) => [id, relation])).toEqual([
      ["new-quay", "canonical"],
      ["quay", "contained"],
    ]);
  });

  it("names a new article anew where the earlier run has its id", () => {
    expect(kept[2]?.dittograph).toMatchObject({ id: "mill~2" });
    expect(readFileSync(join(out, "articles.jsonl"), "utf8")).toContain('"mill~2"');
  });

  it("counts old articles apart", () => {
    const summary = JSON.parse(readFileSync(join(out, "summary.json"), "utf8"));
    expect(summary).toMatchObject({
      known: 3,
      records: { read: 5, articles: 5 },
      articles: { kept: 3, duplicates: 2 },
    });
    expect(stdout).toContain("5 articles → 3 kept, against 3 earlier ones");
  });

  it("writes the same with several workers", () => {
    const again = dedup("again", batch, "--against", old, "--workers", "2");
    for (const name of ["kept.jsonl", "duplicates.jsonl", "pairs.jsonl", "clusters.jsonl", "summary.json"]) {
      expect(readFileSync(join(again, name), "utf8"), name).toBe(readFileSync(join(out, name), "utf8"));
    }
  });

  it("reads the earlier run with its own field names and ids, and not as HTML again", () => {
    const text = `<p>${story("lock")}</p><p>${story("weir")}</p>`;
    const page = write(
      folder,
      "body.jsonl",
      `${JSON.stringify({ body: text })}\n${JSON.stringify({ id: 7, body: story("dam") })}\n`,
    );
    const before = dedup("body", page, "--text-field", "body", "--html");
    const after = dedup("body-again", feed("plain", [{ id: "p", text: `${story("dam")}` }]), "--against", before);
    expect(rows<Kept>(join(after, "duplicates.jsonl")).map(({ dittograph: { duplicateOf } }) => duplicateOf)).toEqual([
      "7",
    ]);
    const page2 = write(folder, "body2.jsonl", `${JSON.stringify({ id: "q", body: text })}\n`);
    const html = dedup("html-again", page2, "--text-field", "body", "--html", "--against", before);
    const names = rows<{ id: string }>(join(before, "articles.jsonl")).map(({ id }) => id);
    expect(rows<Kept>(join(html, "duplicates.jsonl"))[0]?.dittograph).toMatchObject({ duplicateOf: names[0] });
  });

  it("stops where a record of the earlier run cannot be read", () => {
    const broken = dedup("broken", feed("third", [{ id: "b", text: story("mole") }]));
    write(broken, "kept.jsonl", "{no record\n");
    const { code, stderr } = dittograph(["dedup", batch, "-o", join(folder, "y"), "--against", broken]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("1 that cannot be read")]);
  });

  it("refuses a folder that holds no run, the results' own folder, and another threshold afterwards", () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    const missing = dittograph(["dedup", batch, "-o", join(folder, "x"), "--against", empty]);
    expect([missing.code, missing.stderr]).toEqual([
      2,
      expect.stringContaining("expected the folder of a finished run"),
    ]);
    const same = dittograph(["dedup", batch, "-o", old, "--against", old]);
    expect([same.code, same.stderr]).toEqual([2, expect.stringContaining("expected a folder without inputs")]);
    const regrouped = dittograph(["dedup", "--rethreshold", "0.8", out]);
    expect([regrouped.code, regrouped.stderr]).toEqual([2, expect.stringContaining("made with --against")]);
  });
});
