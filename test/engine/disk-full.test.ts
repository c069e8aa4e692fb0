import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dedup } from "../../src/engine/dedup.js";
import { explainFullDisk } from "../../src/engine/disk-full.js";
import { openSink } from "../../src/engine/output.js";
import type { Progress } from "../../src/engine/run.js";
import { packFault, unpackFault } from "../../src/engine/thread-messages.js";
import { OutputError, UsageError } from "../../src/errors.js";
import { findInputs } from "../../src/read/inputs.js";
import { itWhere } from "../needs.js";
import { corpusLines, runContext, scratchFolder } from "./runs.js";

const scratch = scratchFolder();

describe("explainFullDisk", () => {
  const results = join(scratch, "out");
  const spools = join(results, ".spools");
  mkdirSync(spools, { recursive: true });
  writeFileSync(join(spools, "0-records.spool"), Buffer.alloc(3_000_000));
  writeFileSync(join(results, "kept.jsonl"), Buffer.alloc(1_000_000));
  const fullAt = (path: string, code = "ENOSPC"): OutputError => {
    const cause = Object.assign(new Error(`${code}: no space left on device, write`), { code });
    return new OutputError(`${path}: cannot write: ${cause.message}`, { cause });
  };
  const full = fullAt("out/x");
  const messageOf = (told: unknown): string => (told as OutputError).message;

  it("says what was written of how much input, temporary files inside the results counted once", () => {
    const told = explainFullDisk(full, { spools, results }, 2_000_000) as OutputError;
    expect(told).toBeInstanceOf(OutputError);
    expect(told.cause).toBe(full);
    expect(told.message).toBe(
      "out/x: cannot write: ENOSPC: no space left on device, write; 3 MB of temporary files and 1 MB of results were " +
        "written when at least 2 MB of the input were read: free as much again as the rest of the input needs, or give another " +
        "disk by --tmp",
    );
  });

  it("speaks of results alone before there are temporary files", () => {
    const told = explainFullDisk(full, { spools: undefined, results: spools }, 0) as OutputError;
    expect(told.message).toContain("0 MB of temporary files and 3 MB of results were written when at least 0 MB");
    expect(told.message).toContain("another disk by --output");
  });

  it("names the option of the disk that is full, where results and temporary files are apart", () => {
    const beside = { spools: join(scratch, "out-tmp"), results: join(scratch, "gone") };
    mkdirSync(beside.spools);
    const helpAt = (path: string): unknown =>
      / by (--\w+)$/.exec(messageOf(explainFullDisk(fullAt(path), beside, 0)))?.[1];
    expect(helpAt(join(beside.spools, "0-records.spool"))).toBe("--tmp");
    expect(helpAt(join(beside.results, "kept.jsonl"))).toBe("--output");
    expect(helpAt(`${beside.spools}-2/kept.jsonl`)).toBe("--output");
  });

  it("names --tmp where not even the folder for temporary files can be made", () => {
    const tmp = join(scratch, "full");
    const before = { spools: undefined, tmp, results: join(scratch, "gone") };
    expect(messageOf(explainFullDisk(fullAt(tmp), before, 0))).toMatch(/ by --tmp$/);
    expect(messageOf(explainFullDisk(fullAt(join(scratch, "gone", "x")), before, 0))).toMatch(/ by --output$/);
  });

  it("names --tmp where both are on one disk, whatever was written", () => {
    const apart = { spools: join(scratch, "spools"), results };
    mkdirSync(apart.spools);
    expect(messageOf(explainFullDisk(fullAt(join(results, "kept.jsonl")), apart, 0))).toMatch(/ by --tmp$/);
  });

  it("takes no folder for one inside another because their names begin alike", () => {
    const alike = { spools: `${results}-spools`, results };
    mkdirSync(alike.spools);
    writeFileSync(join(alike.spools, "0-records.spool"), Buffer.alloc(2_000_000));
    expect(messageOf(explainFullDisk(full, alike, 0))).toContain("2 MB of temporary files and 4 MB of results");
  });

  it("tells of the full disk though its folders are gone", () => {
    const gone = { spools: join(scratch, "no", "spools"), results: join(scratch, "no") };
    expect(messageOf(explainFullDisk(full, gone, 0))).toContain("0 MB of temporary files and 0 MB of results");
  });

  it("knows a full disk, and a full share of one, by errors of other threads too", () => {
    for (const code of ["ENOSPC", "EDQUOT"]) {
      const error = unpackFault(structuredClone(packFault(fullAt("out/x", code))));
      expect(messageOf(explainFullDisk(error, { spools, results }, 0))).toContain("; 3 MB of temporary files");
    }
  });

  it("gives other errors back as they are", () => {
    const others = [
      ...[fullAt("ENOSPC/EDQUOT", "EACCES"), new OutputError("ENOSPC: expected 8 bytes"), new UsageError("ENOSPC")],
      ...[Object.assign(new Error("ENOSPC"), { code: "ENOSPC" }), 7],
    ];
    for (const other of others) expect(explainFullDisk(other, { spools, results }, 0)).toBe(other);
  });

  itWhere({ isMet: existsSync("/dev/full"), what: "/dev/full" }, "knows a full disk when the system meets one", () => {
    const sink = openSink("/dev/full");
    sink.write("x");
    const error = thrownBy(() => sink.close());
    expect(explainFullDisk(error, { spools, results }, 0)).not.toBe(error);
  });
});

function thrownBy(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("the temporary files of a run", () => {
  it("give their space back once pairs are found", async () => {
    const input = join(scratch, "feed.jsonl");
    writeFileSync(input, `${corpusLines().slice(0, 60).join("\n")}\n`);
    const tmp = join(scratch, "tmp");
    mkdirSync(tmp);
    const sizes = new Map<string, number>();
    const onProgress = ({ stage }: Progress): void => {
      if (stage === "clean") return;
      for (const [name, bytes] of filesIn(tmp)) sizes.set(`${stage} ${name}`, bytes);
    };
    const source = { inputs: await findInputs([input]), readOptions: {}, workers: 1 };
    const places = { folder: join(scratch, "deduped"), tmp, describeRun: () => ({}) };
    await dedup(source, places, { ...runContext(), onProgress });
    expect(sizes.get("write addresses-lists.spool")).toBe(0);
    for (const name of ["0-bands-lists", "0-samples-lists"]) {
      expect(sizes.get(`match ${name}.spool`)).toBeGreaterThan(0);
      expect(sizes.get(`write ${name}.spool`)).toBe(0);
    }
    for (const name of ["shingles", "samples", "bands"]) {
      expect(sizes.get(`match 0-${name}.spool`)).toBeGreaterThan(0);
      expect(sizes.get(`write 0-${name}.spool`)).toBe(0);
    }
    expect(sizes.get("write 0-records.spool")).toBeGreaterThan(0);
    expect(readdirSync(tmp)).toEqual([]);
  });
});

/** The files in the folders of a folder. */
function filesIn(folder: string): [string, number][] {
  return readdirSync(folder).flatMap((inner) =>
    readdirSync(join(folder, inner)).map((name): [string, number] => [name, statSync(join(folder, inner, name)).size]),
  );
}
