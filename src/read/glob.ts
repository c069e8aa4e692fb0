import { readdir, stat } from "node:fs/promises";

/** True where the name holds a wildcard: `*` or `?`. */
export function isGlob(name: string): boolean {
  return /[*?]/.test(name);
}

/**
 * Files and directories that match a glob, sorted. `*` is any run of characters and `?` one character of a name, `**` as
 * a whole part is any number of folders. Hidden names match only where the pattern writes the dot. Folders reached by
 * `**` through links are not entered.
 */
export async function expandGlob(pattern: string): Promise<string[]> {
  const parts = pattern
    .split("/")
    .filter((part, i, all) => (part !== "" || i === 0) && !(part === "**" && all[i - 1] === "**"));
  const matches = new Set<string>();
  await walk("", parts, matches);
  return [...matches].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

async function walk(base: string, parts: readonly string[], out: Set<string>): Promise<void> {
  const [part, ...rest] = parts;
  if (part === undefined) {
    if (base !== "") out.add(base);
    return;
  }
  if (part === "**") return walkDeep(base, rest, out);
  if (!isGlob(part)) return walkLiteral(base, part, rest, out);
  for (const entry of await entriesOf(base)) {
    if (isHiddenFrom(part, entry.name) || !matchesName(part, entry.name)) continue;
    await walk(joined(base, entry.name), rest, out);
  }
}

async function walkLiteral(base: string, part: string, rest: readonly string[], out: Set<string>): Promise<void> {
  const path = part === "" ? "/" : joined(base, part);
  if (await stat(path).then(Boolean, () => false)) await walk(path, rest, out);
}

/** `**`: the rest of the pattern here and in every folder below; at the end of a pattern, every file below. */
async function walkDeep(base: string, rest: readonly string[], out: Set<string>): Promise<void> {
  if (rest.length > 0) await walk(base, rest, out);
  for (const entry of await entriesOf(base)) {
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) await walkDeep(joined(base, entry.name), rest, out);
    else if (rest.length === 0) out.add(joined(base, entry.name));
  }
}

/** Entries of a folder; none where it is not one or cannot be opened, as in a shell. */
async function entriesOf(base: string) {
  return readdir(base === "" ? "." : base, { withFileTypes: true }).catch(() => []);
}

function joined(base: string, name: string): string {
  return base === "" ? name : base.endsWith("/") ? base + name : `${base}/${name}`;
}

function isHiddenFrom(part: string, name: string): boolean {
  return name.startsWith(".") && !part.startsWith(".");
}

/**
 * Whether a file name matches a pattern of literals, `*` and `?`. On a mismatch only the last `*` takes one more
 * character, so the time is at most pattern × name.
 */
export function matchesName(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < name.length) {
    if (pattern[p] === "*") {
      star = p++;
      resume = n;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++resume;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
