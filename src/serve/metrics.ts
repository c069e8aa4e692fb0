/** Upper bounds of the buckets of request times, seconds. */
const TIME_BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Labels of one series; few distinct values each, never a client's own words. */
export type Labels = Readonly<Record<string, string>>;

/** Counters of a service, as Prometheus reads them. */
export interface Metrics {
  /** Adds to a counter. */
  count(name: CounterName, labels: Labels, by?: number): void;
  /** Notes how long a request took. */
  time(labels: Labels, seconds: number): void;
  /** The text exposition format 0.0.4, with gauges as they are now. */
  text(gauges: Readonly<Record<string, Gauge>>): string;
}

/** A value that goes up and down. */
export interface Gauge {
  readonly help: string;
  readonly value: number;
}

const COUNTERS = {
  dittograph_requests_total: "Requests answered.",
  dittograph_articles_total: "Articles answered, by how: added or only checked, new or a duplicate.",
  dittograph_faulty_lines_total: "Lines of batches that held no article.",
  dittograph_refused_total: "Requests refused by a limit.",
} as const;
export type CounterName = keyof typeof COUNTERS;

const TIMES = "dittograph_request_seconds";

interface Times {
  readonly counts: number[];
  sum: number;
}

export function createMetrics(): Metrics {
  const counters = new Map<CounterName, Map<string, number>>();
  const times = new Map<string, Times>();
  return {
    count(name, labels, by = 1) {
      const series = counters.get(name) ?? new Map<string, number>();
      const key = labelText(labels);
      counters.set(name, series.set(key, (series.get(key) ?? 0) + by));
    },
    time(labels, seconds) {
      const key = labelText(labels);
      const found = times.get(key) ?? { counts: new Array<number>(TIME_BOUNDS.length + 1).fill(0), sum: 0 };
      const bucket = TIME_BOUNDS.findIndex((bound) => seconds <= bound);
      const at = bucket < 0 ? TIME_BOUNDS.length : bucket;
      found.counts[at] = (found.counts[at] as number) + 1;
      found.sum += seconds;
      times.set(key, found);
    },
    text(gauges) {
      const lines = [
        ...Object.entries(COUNTERS).flatMap(([name, help]) =>
          counterLines(name, help, counters.get(name as CounterName)),
        ),
        ...timeLines(times),
        ...Object.entries(gauges).flatMap(([name, { help, value }]) => [
          ...head(name, help, "gauge"),
          `${name} ${value}`,
        ]),
      ];
      return `${lines.join("\n")}\n`;
    },
  };
}

function head(name: string, help: string, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function counterLines(name: string, help: string, series: ReadonlyMap<string, number> | undefined): string[] {
  const rows = [...(series ?? [])].map(([labels, value]) => `${name}{${labels}} ${value}`);
  return [...head(name, help, "counter"), ...rows];
}

function timeLines(times: ReadonlyMap<string, Times>): string[] {
  const rows = [...times].flatMap(([labels, { counts, sum }]) => {
    let total = 0;
    const buckets = counts.map((count, at) => {
      total += count;
      return `${TIMES}_bucket{${labels},le="${TIME_BOUNDS[at] ?? "+Inf"}"} ${total}`;
    });
    return [...buckets, `${TIMES}_sum{${labels}} ${sum}`, `${TIMES}_count{${labels}} ${total}`];
  });
  return [...head(TIMES, "Time from a request's headers to the end of its answer.", "histogram"), ...rows];
}

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, escaped)}"`)
    .join(",");
}

const escaped = (character: string): string => (character === "\n" ? "\\n" : `\\${character}`);
