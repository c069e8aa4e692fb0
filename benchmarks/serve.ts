import { fork } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateFeed } from "../corpus/generator/feed.js";
import { scratchFolder } from "./feed.js";
import { grouped, MEGABYTE, three } from "./figures.js";
import { timeProgram } from "./measure.js";
import { markdownTable, provenance, writeResults } from "./results.js";
import type { LoadOrder, LoadReport } from "./serve-load.js";
import { BIN, startService } from "./service-process.js";

/**
 * How fast does the service answer? A load generator in a process of its own asks over loopback, at a steady rate (open
 * loop: times count from the moment a request was due) and in batches of JSON lines. The index is filled first through
 * `filter`; what is asked then is half known to it and half new.
 */
const { values } = parseArgs({
  options: {
    articles: { type: "string", default: "20000" },
    rate: { type: "string", default: "500" },
    seconds: { type: "string", default: "60" },
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

const folder = join(scratchFolder(), "serve");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const index = join(folder, "index");
const asked = rate * seconds;
const feeds = writeFeeds();

const fill = timeProgram(process.execPath, [
  BIN,
  "filter",
  "--index",
  index,
  "--quiet",
  "-o",
  "/dev/null",
  feeds.fill,
]) as number;
const service = await startService(index, ["--commit-delay", values["commit-delay"]]);
const reports = await measure(service.port);
const peakBytes = await service.memoryBytes();
await service.stop();
rmSync(folder, { recursive: true, force: true });

const command = `npm run bench:serve -- --articles ${filled} --rate ${rate} --seconds ${seconds} --batch ${inBatches} --streams ${values.streams} --commit-delay ${values["commit-delay"]}`;
const body = `${tables()}\n\n${provenance(command)}`;
console.log(body);
if (values.write) writeResults("serve", body);

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
      writeSync(fillHandle, `${line}\n`);
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
  const order = { port, file: feeds.ask, rate, seconds, articles: inBatches, streams: Number(values.streams) };
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
    `at ${grouped(rate)} requests/s for ${seconds} s`,
    "p50, ms",
    "p99, ms",
    "p99.9, ms",
    "longest, ms",
    "processor, ms",
    "failed",
  ];
  const row = (name: string, { times, failed, processorMs }: Measured): string[] => {
    const at = (share: number): string =>
      three(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN);
    return [name, at(0.5), at(0.99), at(0.999), at(1), three(processorMs), grouped(failed)];
  };
  const { batch } = reports;
  const perSecond = grouped(Math.round(batch.sent / batch.seconds));
  return [
    markdownTable(head, [
      row("`POST /v1/check`", reports.check),
      row(`\`POST /v1/articles\`, durable, --commit-delay ${values["commit-delay"]}`, reports.add),
    ]),
    `JSON lines, ${values.streams} batches at once: ${perSecond} articles/s (${grouped(batch.sent)} articles, ${grouped(batch.failed)} failed), ${three(batch.processorMs)} ms of the processor each. ` +
      `The index held ${grouped(filled)} articles at first, filled by \`filter\` at ${grouped(Math.round(filled / fill))} articles/s, start included; ` +
      `the service's memory at the end: ${three(peakBytes / MEGABYTE)} MB.`,
  ].join("\n\n");
}
