/** Runs other extractors, each for real, in environments outside the project. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "./results.js";

/** What one extractor made of the pages. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** Text by the id given. */
  readonly texts: ReadonlyMap<string, string>;
  /** Seconds within the extractor, start of its process not counted. */
  readonly seconds: number;
}

export interface PeerPlaces {
  /** A Python with trafilatura, resiliparse and justext. */
  readonly python?: string | undefined;
  /** A folder with @mozilla/readability and linkedom installed. */
  readonly readability?: string | undefined;
}

const OUTPUT_MAX = 1 << 30;

/**
 * Runs the extractors of which places are given, one after the other, each once over every page.
 * @throws {Error} with the stderr of a process that fails.
 */
export function runPeers(places: PeerPlaces, pages: readonly { readonly id: string; readonly html: string }[]): Peer[] {
  const input = pages.map((page) => JSON.stringify(page)).join("\n");
  const script = (name: string): string => join(projectRoot(), "benchmarks", name);
  return [
    ...(places.python === undefined ? [] : run(places.python, [script("html-peers.py")], input)),
    ...(places.readability === undefined
      ? []
      : run(process.execPath, [script("html-peers.mjs"), places.readability], input)),
  ];
}

interface Row {
  readonly tool: string;
  readonly version?: string;
  readonly id?: string;
  readonly text?: string;
  readonly seconds?: number;
}

function run(program: string, args: readonly string[], input: string): Peer[] {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    input,
    encoding: "utf8",
    maxBuffer: OUTPUT_MAX,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program}: expected exit 0, found ${status}: ${stderr.slice(-2000)}`);
  const rows = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Row);
  const names = [...new Set(rows.map(({ tool }) => tool))];
  return names.map((name) =>
    peerOf(
      name,
      rows.filter(({ tool }) => tool === name),
    ),
  );
}

function peerOf(name: string, rows: readonly Row[]): Peer {
  return {
    name,
    version: rows.find(({ version }) => version !== undefined)?.version ?? "",
    texts: new Map(rows.flatMap(({ id, text }) => (id === undefined ? [] : [[id, text ?? ""] as const]))),
    seconds: rows.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
  };
}
