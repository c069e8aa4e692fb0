import { InvalidArgumentError } from "commander";

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/**
 * Milliseconds of a time such as `90s`, `30m`, `12h`, `7d` or `4w`.
 * @throws {InvalidArgumentError} for anything else, and for none at all.
 */
export function duration(value: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(value) ?? [];
  const ms = Number(count) * UNITS[unit as keyof typeof UNITS];
  if (Number.isSafeInteger(Math.round(ms)) && ms >= 1) return Math.round(ms);
  throw new InvalidArgumentError(`expected a time such as 90s, 30m, 12h, 7d or 4w, found ${JSON.stringify(value)}`);
}

const SIZES = { "": 1, k: 1 << 10, m: 1 << 20, g: 1 << 30 } as const;

/**
 * Bytes of a size such as `65536`, `512k` or `4m`.
 * @throws {InvalidArgumentError} for anything else.
 */
export function byteCount(value: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([kmg]?)$/i.exec(value) ?? [];
  const bytes = Math.round(Number(count) * SIZES[(unit ?? "").toLowerCase() as keyof typeof SIZES]);
  if (Number.isSafeInteger(bytes)) return bytes;
  throw new InvalidArgumentError(`expected a size such as 65536, 512k or 4m, found ${JSON.stringify(value)}`);
}
