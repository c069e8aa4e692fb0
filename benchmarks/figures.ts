/** Bytes of a megabyte in every table. */
export const MEGABYTE = 1e6;

/** A number with three significant digits, no exponent: 0.0123, 1.23, 12.3, 123, 12345. */
export function three(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 6));
}

/** A count with thin groups: 1 234 567. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, " ");
}

/** A share as per cent with two decimals, or a dash where there is nothing to share. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(2)} %`;
}
