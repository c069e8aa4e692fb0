import type { Progress } from "../engine/run.js";

/** Milliseconds between two reports of one stage. */
const REPORT_MS = 200;

/** Tells how far a run is, on stderr. */
export interface ProgressReport {
  readonly draw: (progress: Progress) => void;
  /** Takes back what stands on the terminal. */
  clear(): void;
}

/** How progress is told: one line that is redrawn, one JSON object a line (docs/outputs.md), or not at all. */
export type ProgressForm = "line" | "json" | "none";

/** A line where stderr is a terminal, JSON where it was asked for, nothing with --quiet. */
export function progressForm(flags: { readonly quiet?: boolean; readonly json?: boolean }): ProgressForm {
  if (flags.quiet === true) return "none";
  if (flags.json === true) return "json";
  return process.stderr.isTTY === true ? "line" : "none";
}

/** @param totalBytes of the input, where they are known: then there is a time left. */
export function createProgress(form: ProgressForm, totalBytes?: number): ProgressReport {
  let reported = 0;
  let stage = "";
  let stageStart = 0;
  return {
    draw(progress) {
      if (form === "none") return;
      const now = Date.now();
      const isNew = progress.stage !== stage;
      if (!isNew && now - reported < REPORT_MS) return;
      if (isNew) stageStart = now;
      reported = now;
      stage = progress.stage;
      const rates = ratesOf(progress, (now - stageStart) / 1000, totalBytes);
      process.stderr.write(form === "json" ? jsonEvent(progress, rates) : terminalLine(progress, rates));
    },
    clear() {
      if (form === "line" && reported > 0) process.stderr.write("\r\x1b[K");
    },
  };
}

interface Rates {
  /** Since the stage began. */
  readonly seconds: number;
  readonly share?: number;
  readonly secondsLeft?: number;
}

/** Shares below this say too little about the rest. */
const LEAST_SHARE = 0.01;

function ratesOf({ bytes, share }: Progress, seconds: number, totalBytes: number | undefined): Rates {
  const done = share ?? (totalBytes !== undefined && bytes > 0 ? Math.min(1, bytes / totalBytes) : undefined);
  if (done === undefined) return { seconds };
  return done < LEAST_SHARE
    ? { seconds, share: done }
    : { seconds, share: done, secondsLeft: seconds / done - seconds };
}

function jsonEvent({ stage, articles, bytes }: Progress, { seconds, share, secondsLeft }: Rates): string {
  const megabytesPerSecond = bytes === 0 ? undefined : rounded(bytes / 1e6 / Math.max(seconds, 0.001));
  const event = { event: "progress", stage, articles, bytes, seconds, share, secondsLeft, megabytesPerSecond };
  const tidy = { ...event, share: share && rounded(share), secondsLeft: secondsLeft && rounded(secondsLeft) };
  return `${JSON.stringify(tidy)}\n`;
}

const rounded = (value: number): number => Number(value.toPrecision(3));

function terminalLine({ stage, articles, bytes }: Progress, { seconds, share, secondsLeft }: Rates): string {
  const since = Math.max(seconds, 0.001);
  const parts = [
    `${stage}: ${articles.toLocaleString("en")} articles`,
    share === undefined ? "" : `${Math.floor(100 * share)} %`,
    bytes === 0 ? "" : `${(bytes / 1e6 / since).toFixed(1)} MB/s`,
    bytes === 0 ? "" : `${Math.round(articles / since).toLocaleString("en")} articles/s`,
    `${duration(seconds)} so far`,
    secondsLeft === undefined ? "" : `${duration(secondsLeft)} left`,
  ];
  return `\r\x1b[K${parts.filter((part) => part !== "").join(", ")}`;
}

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
