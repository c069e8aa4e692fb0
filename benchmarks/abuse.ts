import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { scratchFolder } from "./feed.js";
import { grouped, MEGABYTE, three } from "./figures.js";
import { abuse } from "./request-abuse.js";
import { markdownTable, provenance, writeResults } from "./results.js";
import { startService } from "./service-process.js";

/**
 * Does the service stand mutated requests? Each is a valid one with one to four random changes, sent over a connection of
 * its own. A fault, a hanging connection or a dead process ends this with exit code 1.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});

const index = join(scratchFolder(), "abuse-index");
rmSync(index, { recursive: true, force: true });
const service = await startService(index, ["--max-batches", "64"]);
const rounds = Number(values.rounds);
// The first requests load code and compile rules; growth is counted from there.
await abuse(service.port, Number(values.seed) + 1, Math.ceil(rounds / 10));
const before = service.anonymousBytes() ?? Number.NaN;
const { statuses, hanging, faults } = await abuse(service.port, Number(values.seed), rounds);
const after = service.anonymousBytes() ?? Number.NaN;
const isAlive = service.isAlive();
const exit = await service.stop();
rmSync(index, { recursive: true, force: true });

const rows = [...statuses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([status, count]) => [status, grouped(count)]);
const body = [
  markdownTable([`answers to ${grouped(rounds)} mutated requests`, "count"], rows),
  `${faults.length} faults (5xx), ${hanging} hanging connections; the process ${isAlive ? "lived on" : "died"} and stopped with exit ${exit}; ` +
    `anonymous memory ${three(before / MEGABYTE)} MB before, ${three(after / MEGABYTE)} MB after.`,
  provenance(`npm run bench:abuse -- --rounds ${values.rounds} --seed ${values.seed}`),
].join("\n\n");
console.log(body);
for (const fault of faults) console.error(JSON.stringify(fault));
if (values.write) writeResults("abuse", body);
if (faults.length > 0 || hanging > 0 || !isAlive || exit !== 0) process.exitCode = 1;
