import { fork } from "node:child_process";
import { closeSync, constants, cpSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateFeed } from "../corpus/generator/feed.js";
import { scratchFolder } from "./feed.js";
import { grouped, MEGABYTE, three } from "./figures.js";
import { timeProgram } from "./measure.js";
import { rampRequests } from "./pace.js";
import { markdownTable, provenance, writeResults } from "./results.js";
import type { LoadOrder, LoadReport } from "./serve-load.js";
import { BIN, startService } from "./service-process.js";

/**
 * How fast does the service answer? A load generator in a process of its own asks over loopback, at a steady rate (open
 * loop: times count from the moment a request was due) and in batches of JSON lines. The index is made first by a bulk
 * load (`index build`) of a generated feed; what is asked then is half known to it and half new. `--index FOLDER` takes a
 * copy of one that was made so before, of the same seed and `--articles`.
 */
const { values } = parseArgs({
  options: {
    articles: { type: "string", default: "20000" },
    index: { type: "string" },
    rate: { type: "string", default: "500" },
    seconds: { type: "string", default: "60" },
    ramp: { type: "string", default: "2" },
    batch: { type: "string", default: "20000" },
    streams: { type: "string", default: "4" },
    "commit-delay": { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});
const [filled, rate, seconds, inBatches] = [values.articles, values.rate, values.seconds, values.batch].map(Number) as [
  number,
  number,
  number,
  number,
];
const rampSeconds = Number(values.ramp);

const folder = join(scratchFolder(), "serve");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const index = join(folder, "index");
const asked = rampRequests({ rate, rampSeconds }) + rate * seconds;
const feeds = writeFeeds();
const fillSeconds = fillIndex();
const service = await startService(index, ["--commit-delay", values["commit-delay"]]);
const readyBytes = service.anonymousBytes() ?? Number.NaN;
const reports = await measure(service.port);
const endBytes = service.anonymousBytes() ?? Number.NaN;
await service.stop();
rmSync(folder, { recursive: true, force: true });

const command = `npm run bench:serve -- --articles ${filled} --rate ${rate} --seconds ${seconds} --ramp ${rampSeconds} --batch ${inBatches} --streams ${values.streams} --commit-delay ${values["commit-delay"]}`;
const body = `${tables()}\n\n${provenance(command)}`;
console.log(body);
if (values.write) writeResults("serve", body);

/** Makes the index, or copies it. @returns seconds that making took. */
function fillIndex(): number | undefined {
  if (values.index === undefined)
    return timeProgram(process.execPath, [BIN, "index", "build", "--index", index, feeds.fill]);
  cpSync(values.index, index, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return undefined;
}

/** The articles that fill the index, and those that are asked about: every second is one of the first. */
function writeFeeds(): { readonly fill: string; readonly ask: string } {
  const files = { fill: join(folder, "fill.jsonl"), ask: join(folder, "ask.jsonl") };
  const [fillHandle, askHandle] = [openSync(files.fill, "w"), openSync(files.ask, "w")];
  const known: string[] = [];
  const wanted = 2 * asked + inBatches;
  let written = 0;
  let place = 0;
  for (const { line, record } of generateFeed({
    seed: Number(values.seed),
    articles: filled + Math.ceil(wanted / 2),
  })) {
    if (place++ < filled) {
      if (values.index === undefined) writeSync(fillHandle, `${line}\n`);
      if (known.length < wanted / 2) known.push(JSON.stringify({ ...record, id: `again-${record.id}` }));
      continue;
    }
    writeSync(askHandle, `${line}\n${known[written % known.length] as string}\n`);
    written++;
  }
  closeSync(fillHandle);
  closeSync(askHandle);
  return files;
}

/** A report, and milliseconds of the service's processor time an article. */
type Measured = LoadReport & { readonly processorMs: number };

async function measure(port: number): Promise<Record<"check" | "add" | "batch", Measured>> {
  const order = {
    port,
    file: feeds.ask,
    rate,
    seconds,
    rampSeconds,
    articles: inBatches,
    streams: Number(values.streams),
  };
  const check = await load({ ...order, kind: "steady", path: "/v1/check", from: 0 });
  const add = await load({ ...order, kind: "steady", path: "/v1/articles", from: asked });
  const batch = await load({ ...order, kind: "batch", path: "/v1/articles", from: 2 * asked });
  return { check, add, batch };
}

async function load(order: LoadOrder): Promise<Measured> {
  const before = service.processorSeconds() ?? Number.NaN;
  const report = await send(order);
  const seconds = (service.processorSeconds() ?? Number.NaN) - before;
  return { ...report, processorMs: (1000 * seconds) / report.sent };
}

function send(order: LoadOrder): Promise<LoadReport> {
  const child = fork(join(dirname(fileURLToPath(import.meta.url)), "serve-load.js"), { serialization: "advanced" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("message", (report: LoadReport) => {
      child.kill();
      resolve(report);
    });
    child.send(order);
  });
}

function tables(): string {
  const head = [
    `at ${grouped(rate)} requests/s for ${seconds} s, after a ramp-up of ${rampSeconds} s`,
    ...["p50, ms", "p99, ms", "p99.9, ms", "longest, ms", "first second: p99, ms", "ramp-up: p99, ms"],
    ...["processor, ms", "failed"],
  ];
  const row = (name: string, { times, firstTimes, rampTimes, failed, processorMs }: Measured): string[] => {
    const figures = [0.5, 0.99, 0.999, 1].map((share) => timeAt(times, share));
    const early = [firstTimes, rampTimes].map((some) => timeAt(some, 0.99));
    return [name, ...figures, ...early, three(processorMs), grouped(failed)];
  };
  return [
    markdownTable(head, [
      row("`POST /v1/check`", reports.check),
      row(`\`POST /v1/articles\`, durable, --commit-delay ${values["commit-delay"]}`, reports.add),
    ]),
    [batchLine(), indexLine(), memoryLine()].join(" "),
  ].join("\n\n");
}

function timeAt(ascending: readonly number[], share: number): string {
  return three(ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? Number.NaN);
}

function batchLine(): string {
  const { sent, seconds: took, failed, processorMs } = reports.batch;
  const perSecond = grouped(Math.round(sent / took));
  return `JSON lines, ${values.streams} batches at once: ${perSecond} articles/s (${grouped(sent)} articles, ${grouped(failed)} failed), ${three(processorMs)} ms of the processor each.`;
}

function indexLine(): string {
  if (fillSeconds === undefined) return "The index was a copy of a given one (`--index`).";
  return `The index held ${grouped(filled)} articles at first, made by a bulk load (\`index build\`) at ${grouped(Math.round(filled / fillSeconds))} articles/s, start included.`;
}

function memoryLine(): string {
  return (
    `The service was ready after ${three(service.readyMs / 1000)} s, having practised; ` +
    `its anonymous memory then: ${three(readyBytes / MEGABYTE)} MB, at the end: ${three(endBytes / MEGABYTE)} MB.`
  );
}
