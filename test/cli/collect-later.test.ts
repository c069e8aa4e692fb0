import { spawnSync } from "node:child_process";
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { growthFlag, mayGrow } from "../../src/cli/collect-later.js";
import { totalBytes } from "../../src/cli/input-size.js";
import { inputsOf } from "../../src/engine/source.js";
import type { Input } from "../../src/read/inputs.js";
import { describeWhere } from "../needs.js";
import { root, scratchFolder, write } from "./run.js";

const built = pathToFileURL(join(root, "dist", "cli", "collect-later.js")).href;
const isNode20 = process.versions.v8.startsWith("11.");

/** What the engine's list of flags says of growth in a process that has called `collectLater`. */
function growthAfter(inputBytes: string): string | undefined {
  const script = `(await import(${JSON.stringify(built)})).collectLater(undefined, ${inputBytes});
    (await import("node:v8")).setFlagsFromString("--help");`;
  const { status, stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    maxBuffer: 1 << 24,
  });
  expect(status).toBe(0);
  return /--heap-growing-percent=\d+/.exec(stdout)?.[0];
}

const inputOf = (path: string): Input => ({ path, relative: path });

describe("growthFlag", () => {
  it("sets the growth of heaps for the engine of Node 20", () => {
    expect(growthFlag("11.3.244.8-node.30")).toBe("--heap-growing-percent=300");
  });

  it("sets none for other engines", () => {
    for (const v8 of ["10.2.154.26-node.36", "12.4.254.21-node.33", "113.1"]) expect(growthFlag(v8)).toBeUndefined();
  });
});

describe("mayGrow", () => {
  const folder = scratchFolder();
  const small = write(folder, "small.jsonl", "{}\n");
  const large = write(folder, "large.jsonl", "");
  truncateSync(large, 2 ** 30 - 1);
  const packed = write(folder, "packed.jsonl.gz", gzipSync("{}\n"));
  const named = write(folder, "named.jsonl.gz", "{}\n");
  const nameless = write(folder, "nameless.jsonl", gzipSync("{}\n"));

  it.each<[what: string, grows: boolean, memory: number | undefined, inputs: string[], against: string | undefined]>([
    ["a small input", true, undefined, [small], undefined],
    ["no input", true, undefined, [], undefined],
    ["a small input against a small run", true, undefined, [small], small],
    ["memory that was asked for", false, 2 ** 31, [small], undefined],
    ["a large input", false, undefined, [large, small], undefined],
    ["a small input against a large run", false, undefined, [small], large],
    ["standard input", false, undefined, ["-"], undefined],
    ["a file packed by name and content", false, undefined, [small, packed], undefined],
    ["a file packed by name alone", false, undefined, [named], undefined],
    ["a file packed by content alone", false, undefined, [nameless, small], undefined],
    ["an earlier run that is packed", false, undefined, [small], nameless],
  ])("of %s is %s", (_, grows, memory, inputs, against) => {
    const earlier = against === undefined ? {} : { against: inputOf(against) };
    const read = inputsOf({ inputs: inputs.map(inputOf), ...earlier });
    expect(mayGrow(memory, totalBytes(read))).toBe(grows);
  });
});

describeWhere({ isMet: isNode20, what: "Node 20" }, "collectLater", () => {
  it("lets heaps grow where the input is small", () => {
    expect(growthAfter("2 ** 30")).toBe("--heap-growing-percent=300");
  });

  it("leaves the engine's own measure where the input is large or its size is not known", () => {
    for (const bytes of ["2 ** 30 + 1", "undefined"]) expect(growthAfter(bytes)).toBe("--heap-growing-percent=0");
  });
});
