import type { WriteStream } from "node:tty";
import picocolors from "picocolors";
import type { Mark } from "../report/margin.js";
import { type Paint, PLAIN } from "../report/terminal.js";

/** Colours where the stream is a terminal (or FORCE_COLOR asks for them), none with NO_COLOR. */
export function paintFor(stream: Pick<WriteStream, "isTTY">): Paint {
  const wanted = stream.isTTY === true || process.env.FORCE_COLOR !== undefined;
  if (!wanted || !picocolors.isColorSupported) return PLAIN;
  const { bold, dim, green, red } = picocolors;
  return { bold, dim, good: green, bad: red };
}

/** Colours a row of the margin view by its mark, where `paintFor` would colour. */
export function markPaintFor(stream: Pick<WriteStream, "isTTY">): (mark: Mark, row: string) => string {
  const { good, bad, dim } = paintFor(stream);
  const colours: Readonly<Record<Mark, (text: string) => string>> = {
    "-": bad,
    "~": bad,
    M: good,
    "?": dim,
    " ": String,
  };
  return (mark, row) => colours[mark](row);
}
