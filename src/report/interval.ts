/** Two-sided normal quantile of 95 %. */
const Z95 = 1.959963984540054;

/** A share with its 95 % interval. */
export interface Estimate {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Trials of one stratum, and how many decisions of the whole run it stands for. */
export interface Stratum {
  readonly successes: number;
  /** At least 1. */
  readonly trials: number;
  /** Weight: any positive number. */
  readonly population: number;
}

/**
 * Interval of a share from `successes` of `trials`, at least 1 (E. B. Wilson, Probable inference, the law of succession,
 * and statistical inference, JASA 22, 1927). Holds at 0 and 1, where the normal interval has no width.
 */
export function wilson(successes: number, trials: number, z: number = Z95): Estimate {
  const share = successes / trials;
  const shrunk = 1 + (z * z) / trials;
  const centre = (share + (z * z) / (2 * trials)) / shrunk;
  const half = z * Math.sqrt(wilsonVariance(share, trials, z));
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * Share over all strata, each weighted by its population, with the stratified Wilson interval (X. Yan, X. G. Su,
 * Stratified Wilson and Newcombe confidence intervals for multiple binomial proportions, Statistics in Biopharmaceutical
 * Research 2, 2010): the strata's own intervals, at the smaller quantile z′ = z·√(Σ w²v) / Σ w√v that makes their weighted
 * sum one of 95 %. v is Wilson's variance, which is above 0 also where all trials succeed. One stratum gives `wilson`.
 */
export function stratifiedWilson(strata: readonly Stratum[]): Estimate {
  const total = strata.reduce((sum, { population }) => sum + population, 0);
  const parts = strata.map(({ successes, trials, population }) => {
    return { successes, trials, weight: population / total, v: wilsonVariance(successes / trials, trials, Z95) };
  });
  const sum = (value: (part: (typeof parts)[number]) => number): number =>
    parts.reduce((all, part) => all + value(part), 0);
  const z = (Z95 * Math.sqrt(sum(({ weight, v }) => weight ** 2 * v))) / sum(({ weight, v }) => weight * Math.sqrt(v));
  const intervals = parts.map(({ successes, trials, weight }) => ({ weight, ...wilson(successes, trials, z) }));
  const weighted = (name: keyof Estimate): number => intervals.reduce((all, part) => all + part.weight * part[name], 0);
  return { share: weighted("share"), low: weighted("low"), high: weighted("high") };
}

/** Square of the half width of Wilson's interval, over z². */
function wilsonVariance(share: number, trials: number, z: number): number {
  return ((share * (1 - share)) / trials + (z * z) / (4 * trials * trials)) / (1 + (z * z) / trials) ** 2;
}
