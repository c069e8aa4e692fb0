import { InputError } from "../../errors.js";

/** Cells that spreadsheets would take for a formula; an apostrophe before them makes them text. */
const FORMULA = /^[=+\-@\t\r]/;

/** A row of RFC 4180: every cell quoted, CRLF at the end. Text that looks like a formula gets an apostrophe. */
export function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

function cellOf(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}

/** A row as it was read, and the line it begins on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV as spreadsheets save it: comma, semicolon or tab (whichever the first line has most of), quoted cells with
 * line breaks in them, LF, CRLF or CR, a byte order mark. Rows without any text are left out. Linear.
 * @param file for messages.
 * @throws {InputError} where a quote is not closed.
 */
export function readCsv(text: string, file: string): CsvRow[] {
  const content = text.replace(/^\uFEFF/, "");
  const separator = separatorOf(content);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let begun = 1;
  const endRow = (): void => {
    if (cells.some((cell) => cell.trim() !== "")) rows.push({ line: begun, cells });
    cells = [];
    begun = line;
  };
  for (let at = 0; at < content.length; ) {
    const cell = content[at] === '"' ? quotedCell(content, at, separator) : plainCell(content, at, separator);
    if (cell === undefined)
      throw new InputError(`${file}:${line}`, "expected a closing quote, found the end of the file");
    cells.push(cell.text);
    line += countLineEnds(cell.text);
    at = cell.end;
    if (content[at] === separator) {
      at++;
      if (at === content.length) cells.push("");
      continue;
    }
    at += content.startsWith("\r\n", at) ? 2 : 1;
    line++;
    endRow();
  }
  endRow();
  return rows;
}

function separatorOf(content: string): string {
  const head = content.slice(0, content.search(/[\r\n]|$/));
  const count = (mark: string): number => head.split(mark).length;
  return [",", ";", "\t"].reduce((most, mark) => (count(mark) > count(most) ? mark : most));
}

interface Cell {
  readonly text: string;
  /** Place of the separator or line end behind it. */
  readonly end: number;
}

/** A cell in quotes; what stands between the closing quote and the separator belongs to nobody. */
function quotedCell(content: string, start: number, separator: string): Cell | undefined {
  const parts: string[] = [];
  for (let from = start + 1; ; ) {
    const quote = content.indexOf('"', from);
    if (quote < 0) return undefined;
    parts.push(content.slice(from, quote));
    if (content[quote + 1] !== '"') return { text: parts.join(""), end: plainCell(content, quote + 1, separator).end };
    parts.push('"');
    from = quote + 2;
  }
}

function plainCell(content: string, start: number, separator: string): Cell {
  let end = start;
  while (end < content.length && content[end] !== separator && content[end] !== "\n" && content[end] !== "\r") end++;
  return { text: content.slice(start, end), end };
}

function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
