import { bandProbability, planBands } from "../src/match/bands.js";
import { DEFAULTS } from "../src/options.js";
import { type CurvePoint, SIZES, sampleProbability, THRESHOLDS } from "./recall-curves.js";
import { COLOURS, drawPlot, type Series } from "./svg-plot.js";

/** Steps of a documented curve. */
const STEPS = 200;

/** What the bands find by Jaccard, every size a dot, beside the documented curve of each threshold; SVG. */
export function jaccardPlot(curve: readonly CurvePoint[]): string {
  const series = THRESHOLDS.flatMap((threshold, t): Series[] => {
    const plan = planBands(DEFAULTS.hashes, threshold);
    const colour = COLOURS[t] as string;
    const line = Array.from({ length: STEPS + 1 }, (_, i) => [i / STEPS, bandProbability(i / STEPS, plan)] as const);
    const dots = curve.map((point) => [point.similarity, (point.bands[t]?.banded ?? 0) / point.pairs] as const);
    return [
      { label: `t = ${threshold}: ${plan.bands} × ${plan.rows}`, colour, mark: "line", points: line },
      { label: "measured", colour, mark: "dots", points: dots },
    ];
  });
  const title = "Pairs found by the bands: 1 − (1 − J^rows)^bands, and measured";
  return drawPlot({ title, x: "Jaccard of the pair", y: "share of the pairs found", series });
}

/** What the samples find by containment, beside the documented curve of each size; SVG. */
export function containmentPlot(curve: readonly CurvePoint[]): string {
  const series = SIZES.flatMap((size, s): Series[] => {
    const colour = COLOURS[s] as string;
    const line = Array.from(
      { length: STEPS + 1 },
      (_, i) => [i / STEPS, sampleProbability((i / STEPS) * size)] as const,
    );
    const points = curve.filter((point) => point.size === size);
    const dots = points.map((point) => [point.similarity, point.sampled / point.pairs] as const);
    return [
      { label: `${size} shingles`, colour, mark: "line", points: line },
      { label: "measured", colour, mark: "dots", points: dots },
    ];
  });
  const title = "Pairs found by sampled shingles: 1 − (7/8)^(c · size), and measured";
  return drawPlot({ title, x: "containment of the shorter text", y: "share of the pairs found", series });
}
