import { BRIDGE_TOKENS } from "./passages.js";

/** An end so far back that no stretch reaches it. */
const NO_END = -1 - BRIDGE_TOKENS;

/** How far the windows of an article reach that stand in each member, too; windows come in the order of the article. */
export class Stretches {
  /** Members that there may be. */
  readonly room: number;
  /** Tokens of the longest stretch of each member. */
  readonly longest: Uint32Array;
  /** Tokens of the stretch that each is in, and where it ends. */
  readonly #matched: Uint32Array;
  readonly #ends: Int32Array;

  constructor(room: number) {
    this.room = room;
    this.longest = new Uint32Array(room);
    this.#matched = new Uint32Array(room);
    this.#ends = new Int32Array(room);
  }

  /** Forgets all stretches; there are so many members now. */
  begin(members: number): void {
    this.longest.fill(0, 0, members);
    this.#matched.fill(0, 0, members);
    this.#ends.fill(NO_END, 0, members);
  }

  /** The first `count` of these members have the tokens [start, end). */
  cover(members: Uint32Array, count: number, start: number, end: number): void {
    const [longest, matched, ends] = [this.longest, this.#matched, this.#ends];
    for (let i = 0; i < count; i++) {
      const member = members[i] as number;
      const last = ends[member] as number;
      const before = start - last > BRIDGE_TOKENS ? 0 : (matched[member] as number);
      const tokens = before + end - Math.max(start, last);
      matched[member] = tokens;
      ends[member] = end;
      if (tokens > (longest[member] as number)) longest[member] = tokens;
    }
  }
}
