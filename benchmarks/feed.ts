import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { truthFileOf, writeFeed } from "../corpus/generator/main.js";
import { projectRoot } from "./results.js";

/** A generated feed on disk. */
export interface Feed {
  readonly file: string;
  /** One JSON row a planted pair. */
  readonly truthFile: string;
  readonly bytes: number;
  readonly articles: number;
}

/** What is remembered beside a feed; an equal one means that the feed need not be made again. */
interface FeedNote {
  readonly seed: number;
  readonly asked: number;
  readonly bytes: number;
  readonly articles: number;
  /** Digest of the generator's code: another generator makes another feed. */
  readonly generator: string;
}

/** Folder of everything a benchmark makes and may forget. */
export function scratchFolder(): string {
  const folder = join(projectRoot(), ".scratch");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The generator's feed of this seed and size, made once and kept under .scratch. */
export function ensureFeed(seed: number, bytes: number): Feed {
  const file = join(scratchFolder(), `feed-${seed}-${bytes}.jsonl`);
  const truthFile = truthFileOf(file);
  const noteFile = `${file}.note.json`;
  const known = readNote(noteFile);
  const generator = generatorDigest();
  if (known?.seed === seed && known.asked === bytes && known.generator === generator && isWhole(file, known.bytes)) {
    return { file, truthFile, bytes: known.bytes, articles: known.articles };
  }
  const { articles } = writeFeed({ seed, bytes }, `${file}.part`, truthFile);
  renameSync(`${file}.part`, file);
  const note: FeedNote = { seed, asked: bytes, bytes: statSync(file).size, articles, generator };
  writeFileSync(noteFile, `${JSON.stringify(note)}\n`);
  return { file, truthFile, bytes: note.bytes, articles };
}

function isWhole(file: string, bytes: number): boolean {
  return existsSync(file) && statSync(file).size === bytes && existsSync(truthFileOf(file));
}

function readNote(file: string): FeedNote | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as FeedNote) : undefined;
}

function generatorDigest(): string {
  const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "corpus", "generator");
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)));
  return hash.digest("hex").slice(0, 16);
}
