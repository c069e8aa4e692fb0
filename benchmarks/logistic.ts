/** Logistic regression with a ridge, weighted, on soft labels, by L-BFGS (Nocedal & Wright, Numerical Optimization, alg. 7.4). */

export interface Sample {
  /** Features that are 1. */
  readonly on: readonly number[];
  /** Values of further features, numbered behind those; may be empty. */
  readonly values: readonly number[];
  /** 0 to 1. */
  readonly label: number;
  readonly weight: number;
}

export interface FitSize {
  /** Features that are 0 or 1, and features with values. */
  readonly binary: number;
  readonly real: number;
  /** Strength of the ridge on all but the bias. */
  readonly ridge: number;
}

const STEPS_MAX = 150;
const MEMORY = 10;
const HALVINGS_MAX = 20;
/** Relative fall of the loss below which the fit ends. */
const TOLERANCE = 1e-5;
/** Typical p(1 − p), for scaling the features. */
const CURVATURE = 0.15;

/** Weights of all features, the bias last. */
export function fitLogistic(samples: readonly Sample[], size: FitSize): Float64Array {
  const used = samples.filter(({ weight }) => weight > 0);
  const scale = scalesOf(used, size);
  const loss = (at: Float64Array, gradient: Float64Array): number => lossAt(used, size, scale, at, gradient);
  const found = minimise(loss, size.binary + size.real + 1);
  return found.map((value, i) => value * (scale[i] ?? 0));
}

/** Log-odds of a sample. */
export function logOddsOf(
  weights: Float64Array,
  binary: number,
  { on, values }: Pick<Sample, "on" | "values">,
): number {
  let sum = weights.at(-1) ?? 0;
  for (const feature of on) sum += weights[feature] ?? 0;
  for (let i = 0; i < values.length; i++) sum += (weights[binary + i] ?? 0) * (values[i] ?? 0);
  return sum;
}

function scalesOf(samples: readonly Sample[], { binary, real, ridge }: FitSize): Float64Array {
  const sums = new Float64Array(binary + real + 1).fill(ridge);
  for (const { on, values, weight } of samples) {
    for (const feature of on) sums[feature] = (sums[feature] ?? 0) + CURVATURE * weight;
    for (let i = 0; i < values.length; i++)
      sums[binary + i] = (sums[binary + i] ?? 0) + CURVATURE * weight * (values[i] ?? 0) ** 2;
    sums[binary + real] = (sums[binary + real] ?? 0) + CURVATURE * weight;
  }
  return sums.map((sum) => 1 / Math.sqrt(sum + 1e-9));
}

function lossAt(
  samples: readonly Sample[],
  { binary, ridge }: FitSize,
  scale: Float64Array,
  at: Float64Array,
  gradient: Float64Array,
): number {
  const weights = at.map((value, i) => value * (scale[i] ?? 0));
  gradient.fill(0);
  const bias = gradient.length - 1;
  let loss = 0;
  for (const sample of samples) {
    const { on, values, label, weight } = sample;
    const z = logOddsOf(weights, binary, sample);
    loss += weight * (Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))) - label * z);
    const error = weight * (1 / (1 + Math.exp(-z)) - label);
    for (const feature of on) gradient[feature] = (gradient[feature] ?? 0) + error;
    for (let i = 0; i < values.length; i++)
      gradient[binary + i] = (gradient[binary + i] ?? 0) + error * (values[i] ?? 0);
    gradient[bias] = (gradient[bias] ?? 0) + error;
  }
  for (let i = 0; i < gradient.length; i++) {
    const weight = i === bias ? 0 : (weights[i] ?? 0);
    loss += (ridge * weight * weight) / 2;
    gradient[i] = ((gradient[i] ?? 0) + ridge * weight) * (scale[i] ?? 0);
  }
  return loss;
}

type Loss = (at: Float64Array, gradient: Float64Array) => number;

interface Change {
  readonly step: Float64Array;
  readonly turn: Float64Array;
}

function minimise(loss: Loss, size: number): Float64Array {
  let at = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = loss(at, gradient);
  const memory: Change[] = [];
  for (let step = 0; step < STEPS_MAX; step++) {
    const direction = directionOf(gradient, memory);
    const slope = -dot(gradient, direction);
    const next = searchAlong(loss, at, value, direction, slope);
    const change = { step: subtract(next.at, at), turn: subtract(next.gradient, gradient) };
    if (dot(change.step, change.turn) > 1e-12) memory.push(change);
    if (memory.length > MEMORY) memory.shift();
    const fall = value - next.value;
    ({ at, gradient, value } = next);
    if (fall < TOLERANCE * Math.abs(value)) break;
  }
  return at;
}

function directionOf(gradient: Float64Array, memory: readonly Change[]): Float64Array {
  const direction = Float64Array.from(gradient);
  const shares: number[] = [];
  for (let i = memory.length - 1; i >= 0; i--) {
    const { step, turn } = memory[i] as Change;
    shares[i] = dot(step, direction) / dot(step, turn);
    addTo(direction, turn, -(shares[i] ?? 0));
  }
  const last = memory.at(-1);
  const factor =
    last === undefined
      ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)))
      : dot(last.step, last.turn) / dot(last.turn, last.turn);
  for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] ?? 0) * factor;
  memory.forEach(({ step, turn }, i) => {
    addTo(direction, step, (shares[i] ?? 0) - dot(turn, direction) / dot(step, turn));
  });
  return direction;
}

function searchAlong(loss: Loss, from: Float64Array, value: number, direction: Float64Array, slope: number) {
  for (let length = 1, halvings = 0; ; length /= 2, halvings++) {
    const at = Float64Array.from(from);
    addTo(at, direction, -length);
    const gradient = new Float64Array(at.length);
    const found = loss(at, gradient);
    if (found <= value + 1e-4 * length * slope || halvings === HALVINGS_MAX) return { at, gradient, value: found };
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - (b[i] ?? 0));
}

function addTo(out: Float64Array, other: Float64Array, factor: number): void {
  for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + factor * (other[i] ?? 0);
}
