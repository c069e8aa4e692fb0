import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./results.js";

/** A run of the command `filter`. */
export interface FilterOrder {
  readonly index: string;
  /** JSON lines. */
  readonly feed: string;
  readonly records: number;
  /** Records before any is timed: threads compile what they run for some seconds. */
  readonly warm: number;
  readonly workers: number;
  /** Folder for what it writes. */
  readonly folder: string;
}

/** What was seen of it. Known on Linux only. */
export interface FilterReport {
  /** Of the whole command, start and end included. */
  readonly wholeRate: number;
  /** Records a second behind the warm ones. */
  readonly rate: number;
  /** Milliseconds of processor time a record behind the warm ones, all threads. */
  readonly processorMs: number;
  /** The most anonymous memory, in bytes. */
  readonly memory: number;
}

interface Sample {
  readonly ms: number;
  readonly written: number;
  readonly ticks: number;
  readonly memory: number;
}

const SAMPLE_MS = 50;
/** Of the kernel's clock in /proc. */
const TICK_MS = 10;

/**
 * Filters a feed with the built command, and looks at it from outside. How far it is, what it wrote tells: records of a
 * generated feed are alike.
 */
export async function runFilter(order: FilterOrder): Promise<FilterReport> {
  const outputs = ["new.jsonl", "duplicates.jsonl"].map((name) => join(order.folder, name)) as [string, string];
  for (const path of outputs) rmSync(path, { force: true });
  const start = performance.now();
  const child = startFilter(order, outputs);
  const samples: Sample[] = [];
  const timer = setInterval(() => {
    const sample = look(child, outputs, performance.now() - start);
    if (sample !== undefined) samples.push(sample);
  }, SAMPLE_MS);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`filter ended with exit code ${code}`);
  const seconds = (performance.now() - start) / 1000;
  return { wholeRate: order.records / seconds, ...steady(samples, order, sizeOf(outputs)) };
}

function startFilter({ index, feed, workers }: FilterOrder, [fresh, duplicates]: [string, string]): ChildProcess {
  const bin = join(projectRoot(), "dist/cli/bin.js");
  const flags = ["--index", index, "-o", fresh, "--duplicates", duplicates, "--workers", String(workers), "--quiet"];
  return spawn(process.execPath, [bin, "filter", ...flags, feed], { stdio: ["ignore", "ignore", "inherit"] });
}

function look({ pid }: ChildProcess, outputs: readonly string[], ms: number): Sample | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    const [, kilobytes] = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    if (kilobytes === undefined) return undefined;
    return {
      ms,
      written: sizeOf(outputs),
      ticks: Number(fields[11]) + Number(fields[12]),
      memory: Number(kilobytes) * 1024,
    };
  } catch {
    return undefined;
  }
}

/**
 * What lies between the first sample behind the warm records and the last one before the end.
 * @throws {Error} where no two samples lie there: the feed is too short.
 */
function steady(samples: readonly Sample[], { records, warm }: FilterOrder, bytes: number) {
  const from = samples.find(({ written }) => written >= (bytes * warm) / records);
  const to = samples.findLast(({ written }) => written > (from?.written ?? bytes) && written < bytes);
  const memory = samples.reduce((most, sample) => Math.max(most, sample.memory), 0);
  if (from === undefined || to === undefined) {
    throw new Error(`expected a feed of more than ${records} records, found none to time behind ${warm} warm ones`);
  }
  const passed = (records * (to.written - from.written)) / bytes;
  const processorMs = ((to.ticks - from.ticks) * TICK_MS) / passed;
  return { rate: (passed * 1000) / (to.ms - from.ms), processorMs, memory };
}

const sizeOf = (outputs: readonly string[]): number =>
  outputs.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
