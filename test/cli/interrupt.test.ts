import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateFeed } from "../../corpus/generator/feed.js";
import { describeWhere } from "../needs.js";
import { dittograph, line, root, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const rows = [...generateFeed({ seed: 6, bytes: 1_200_000 })].map((row) => row.line);
const feed = write(folder, "feed.jsonl", `${rows.join("\n")}\n`);
const small = write(folder, "small.jsonl", line({ id: "a", text: "A few words that make an article of some length." }));

function begin(args: readonly string[], input: "ignore" | "pipe" = "ignore"): ChildProcess {
  const bin = join(root, "dist", "cli", "bin.js");
  return spawn(process.execPath, [bin, "dedup", ...args, "--json"], { stdio: [input, "ignore", "pipe"] });
}

/** Resolves once the run reports this stage; its stderr is read on to the end. */
function untilStage(run: ChildProcess, stage: string): Promise<void> {
  return new Promise((resolve) => {
    run.stderr?.on("data", (text) => {
      if (String(text).includes(`"stage":"${stage}"`)) resolve();
    });
    run.stderr?.on("end", resolve);
  });
}

/** Begins a run, and again where it was over before the signal came; ends with the code and signal of the one that was not. */
async function endBySignal(args: readonly string[], stage: string, signal: NodeJS.Signals, out: string) {
  for (let attempt = 0; ; attempt++) {
    const run = begin(args);
    const ended = once(run, "close");
    await untilStage(run, stage);
    run.kill(signal);
    const end = await ended;
    if (end[0] !== 0 || attempt === 20) return end;
    rmSync(out, { recursive: true });
  }
}

/** A scratch place for one run. */
function place(name: string): { readonly out: string; readonly tmp: string; readonly parent: string } {
  const parent = join(folder, name);
  mkdirSync(join(parent, "tmp"), { recursive: true });
  return { out: join(parent, "out"), tmp: join(parent, "tmp"), parent };
}

const ownStart = (): string => {
  const text = readFileSync("/proc/self/stat", "latin1");
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] as string;
};

describeWhere({ isMet: process.platform !== "win32", what: "signals between processes" }, "an interrupted run", () => {
  it.each([
    ["clean", "1"],
    ["clean", "2"],
    ["match", "1"],
    ["match", "2"],
    ["write", "2"],
  ])("leaves nothing behind and exits 130 in stage %s with %s workers", async (stage, workers) => {
    const { out, tmp, parent } = place(`${stage}-${workers}`);
    const args = [feed, "-o", out, "--tmp", tmp, "--workers", workers];
    expect((await endBySignal(args, stage, "SIGINT", out))[0]).toBe(130);
    expect(readdirSync(tmp)).toEqual([]);
    expect(readdirSync(parent)).toEqual(["tmp"]);
  });

  it("ends while it waits for standard input", async () => {
    const { out, tmp, parent } = place("stdin");
    const run = begin(["-", "-o", out, "--tmp", tmp], "pipe");
    const ended = once(run, "close");
    run.stdin?.write(`${rows.slice(0, 10).join("\n")}\n`);
    while (readdirSync(tmp).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 100));
    run.kill("SIGINT");
    expect((await ended)[0]).toBe(130);
    expect(readdirSync(parent)).toEqual(["tmp"]);
  });
});

describe("a run whose messages nobody reads", () => {
  it("goes on to its end", async () => {
    const { out, tmp } = place("unread");
    const run = begin([feed, "-o", out, "--tmp", tmp]);
    const ended = once(run, "close");
    await untilStage(run, "clean");
    run.stderr?.destroy();
    expect((await ended)[0]).toBe(0);
    expect(readdirSync(out)).toContain("run.json");
  });
});

describe("what a killed run leaves", () => {
  it("is gone after the next one, in --tmp as beside the output", async () => {
    for (const learn of [[], ["--learn-templates"]]) {
      const { out, tmp, parent } = place(`killed${learn.length}`);
      const args = [feed, "-o", out, "--tmp", tmp, "--workers", "2", ...learn];
      expect((await endBySignal(args, learn.length > 0 ? "learn" : "clean", "SIGKILL", out))[1]).toBe("SIGKILL");
      expect(readdirSync(tmp)).toHaveLength(1);
      expect(existsSync(out)).toBe(false);
      expect(dittograph(["dedup", small, "-o", out, "--tmp", tmp, "--quiet"]).code).toBe(0);
      expect(readdirSync(tmp)).toEqual([]);
      expect(readdirSync(parent).sort()).toEqual(["out", "tmp"]);
    }
  });
});

describeWhere({ isMet: existsSync("/proc/self/stat"), what: "/proc" }, "folders of a run that lasts", () => {
  const own = (): string => JSON.stringify({ pid: process.pid, host: hostname(), started: ownStart() });

  it("are left alone, and a second run with the same output is refused", () => {
    const { out, tmp, parent } = place("living");
    const spool = join(tmp, ".dittograph-spool-living");
    const aside = join(parent, ".out.unfinished");
    for (const path of [spool, aside]) {
      mkdirSync(path);
      writeFileSync(join(path, ".owner.json"), own());
    }
    const ran = dittograph(["dedup", small, "-o", out, "--tmp", tmp]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("found another run at work on it");
    expect(ran.stderr).toContain(`process ${process.pid}`);
    expect(dittograph(["dedup", small, "-o", `${out}-other`, "--tmp", tmp, "--quiet"]).code).toBe(0);
    expect(readdirSync(tmp)).toEqual([".dittograph-spool-living"]);
    expect(readdirSync(aside)).toEqual([".owner.json"]);
  });

  it("are not those of an earlier process of the same number", () => {
    const { out, parent } = place("reused");
    const aside = join(parent, ".out.unfinished");
    mkdirSync(aside);
    writeFileSync(join(aside, ".owner.json"), own().replace(ownStart(), "1"));
    expect(dittograph(["dedup", small, "-o", out, "--quiet"]).code).toBe(0);
    expect(existsSync(aside)).toBe(false);
  });

  it("are taken to be in use where they are another machine's", () => {
    const { out, parent } = place("elsewhere");
    const aside = join(parent, ".out.unfinished");
    mkdirSync(aside);
    writeFileSync(join(aside, ".owner.json"), own().replace(hostname(), "elsewhere"));
    expect(dittograph(["dedup", small, "-o", out, "--quiet"]).stderr).toContain("on elsewhere");
  });
});

const shm = "/dev/shm";
const isMount = existsSync(shm) && statSync(shm).dev !== statSync("/dev").dev;

describeWhere(
  { isMet: isMount && readdirSync(shm).length === 0, what: `${shm}, mounted and empty` },
  "an output folder that is a mount point",
  () => {
    it("gets the files of a run, and of the next one", () => {
      for (let round = 0; round < 2; round++) {
        expect(dittograph(["dedup", small, "-o", shm, "--quiet"])).toMatchObject({ code: 0, stderr: "" });
        expect(readdirSync(shm)).toContain("run.json");
        expect(readdirSync(shm)).not.toContain(".unfinished");
      }
      for (const name of readdirSync(shm)) rmSync(join(shm, name));
    });
  },
);
