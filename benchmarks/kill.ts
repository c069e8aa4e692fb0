import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { scratchFolder } from "./feed.js";
import { grouped } from "./figures.js";
import { killRounds } from "./kill-rounds.js";
import { markdownTable, projectRoot, provenance, writeResults } from "./results.js";

/** Does an index keep what it acknowledged when its process is killed at any moment? */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});

const folder = mkdtempSync(join(scratchFolder(), "kill-"));
try {
  const settings = {
    rounds: Number(values.rounds),
    seed: Number(values.seed),
    folder,
    dist: join(projectRoot(), "dist"),
  };
  const { rounds, acknowledged, lost, newTwice, unrecognised, damaged } = await killRounds(settings);
  const names = ["SIGKILLs", "acknowledged", "lost", "answered new twice", "copies not recognised", "verify failed"];
  const figures = [rounds, acknowledged, lost, newTwice, unrecognised, damaged].map(grouped);
  const body = [
    markdownTable(names, [figures]),
    provenance(`npm run bench:kill -- --rounds ${values.rounds} --seed ${values.seed}`),
  ].join("\n\n");
  console.log(body);
  if (values.write) writeResults("kill", body);
  if (lost + newTwice + unrecognised + damaged > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
