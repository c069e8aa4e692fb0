import type { Progress } from "../engine/run.js";

/** Milliseconds between two redraws. */
const REDRAW_MS = 200;

/** Draws one line of progress on stderr, only where that is a terminal. */
export interface ProgressLine {
  readonly draw: (progress: Progress) => void;
  clear(): void;
}

/** A progress line; `shown` false (with --quiet, or no terminal) draws nothing. */
export function createProgressLine(shown: boolean): ProgressLine {
  const started = Date.now();
  let drawn = 0;
  let last = "";
  return {
    draw({ stage, articles, units }) {
      const now = Date.now();
      if (!shown || (now - drawn < REDRAW_MS && stage === last)) return;
      drawn = now;
      last = stage;
      const seconds = (now - started) / 1000;
      const rate = `${Math.round(articles / Math.max(seconds, 0.001))} articles/s, ${(units / 1e6 / Math.max(seconds, 0.001)).toFixed(1)} M characters/s`;
      process.stderr.write(
        `\r\x1b[K${stage}: ${articles} articles, ${seconds.toFixed(0)} s${stage === "clean" ? `, ${rate}` : ""}`,
      );
    },
    clear() {
      if (shown && drawn > 0) process.stderr.write("\r\x1b[K");
    },
  };
}
