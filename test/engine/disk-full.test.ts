import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dedup } from "../../src/engine/dedup.js";
import { explainFullDisk } from "../../src/engine/disk-full.js";
import { openSink } from "../../src/engine/output.js";
import type { Progress } from "../../src/engine/run.js";
import { OutputError, UsageError } from "../../src/errors.js";
import { findInputs } from "../../src/read/inputs.js";
import { corpusLines, runContext, scratchFolder } from "./runs.js";

const scratch = scratchFolder();

describe("explainFullDisk", () => {
  const results = join(scratch, "out");
  const spools = join(results, ".spools");
  mkdirSync(spools, { recursive: true });
  writeFileSync(join(spools, "0-records.spool"), Buffer.alloc(3_000_000));
  writeFileSync(join(results, "kept.jsonl"), Buffer.alloc(1_000_000));
  const full = new OutputError("out/x: cannot write: ENOSPC: no space left on device, write");

  it("says what was written of how much input, temporary files inside the results counted once", () => {
    const told = explainFullDisk(full, { spools, results }, 2_000_000) as OutputError;
    expect(told).toBeInstanceOf(OutputError);
    expect(told.cause).toBe(full);
    expect(told.message).toBe(
      "out/x: cannot write: ENOSPC: no space left on device, write; 3 MB of temporary files and 1 MB of results were " +
        "written when 2 MB of the input were read: free as much again as the rest of the input needs, or give another " +
        "disk by --tmp",
    );
  });

  it("speaks of results alone before there are temporary files", () => {
    const told = explainFullDisk(full, { spools: undefined, results: spools }, 0) as OutputError;
    expect(told.message).toContain("0 MB of temporary files and 3 MB of results were written when 0 MB");
  });

  it("gives other errors back as they are", () => {
    const others = [new OutputError("out/x: cannot write: EACCES"), new UsageError("ENOSPC"), new Error("ENOSPC"), 7];
    for (const other of others) expect(explainFullDisk(other, { spools, results }, 0)).toBe(other);
  });

  it.runIf(process.platform === "linux")("knows a full disk when the system meets one", () => {
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
