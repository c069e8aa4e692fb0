import { JointLists, jointBytes, type KeyWords, mostMembers } from "./joint-lists.js";

/** Times that an article is met before it becomes a member: its keys are worth their places only if it is met again. */
const MEETINGS = 3;
/** Articles asked for, a member, before it is seen whether these are still the right members. */
const ASKED_A_MEMBER = 16;
/** Articles remembered that are no members yet. */
const MOST_STRANGERS = 1 << 12;
/** Bytes that one of these takes, and those that a member takes besides its place in the lists. */
const STRANGER_BYTES = 32;
const MEMBER_BYTES = 44;
/** The meetings of an article that no crowd has room for: it stays a stranger. */
const NEVER = -(2 ** 30);

/** Bytes that a crowd with room for so many keys, a power of two, takes at most. */
export function crowdBytes(keys: number): number {
  return jointBytes(keys) + mostMembers(keys) * MEMBER_BYTES + mostStrangers(keys) * STRANGER_BYTES;
}

const mostStrangers = (keys: number): number => Math.min(keys, MOST_STRANGERS);

/** The articles that one newcomer after the other is compared with, and lists of who of them has which key. */
export class Crowd {
  readonly #keysOf: (article: number) => KeyWords;
  readonly #mostKeys: number;
  readonly #members = new Map<number, number>();
  readonly #sizes: number[] = [];
  /** How often others were met. */
  readonly #strangers = new Map<number, number>();
  #lists: JointLists | undefined;
  /** Whether someone found no room. */
  #isFull = false;
  #asked = 0;
  #unknown = 0;

  /** @param bytes that it may take, about; lists take none before there are members. @param keysOf keys of an article. */
  constructor(bytes: number, keysOf: (article: number) => KeyWords) {
    let keys = 1;
    while (crowdBytes(keys * 2) <= bytes) keys *= 2;
    this.#mostKeys = keys;
    this.#keysOf = keysOf;
  }

  /** Those of whom something is known; undefined before there are members. */
  get lists(): JointLists | undefined {
    return this.#lists;
  }

  /** Keys of a member. */
  size(member: number): number {
    return this.#sizes[member] as number;
  }

  /**
   * Hears of the articles that a newcomer is compared with: some become members. Gives how many are.
   * @param out gets the number of each among the members, or −1.
   */
  meet(articles: readonly number[], out: Int32Array): number {
    this.#lookAround();
    let known = 0;
    for (let i = 0; i < articles.length; i++) {
      const article = articles[i] as number;
      const member = this.#members.get(article) ?? this.#takesIn(article);
      out[i] = member;
      if (member >= 0) known++;
    }
    this.#asked += articles.length;
    this.#unknown += articles.length - known;
    return known;
  }

  /** Begins anew where most that are asked for are strangers; only then, as members must be met again before they are known. */
  #lookAround(): void {
    if (this.#strangers.size >= mostStrangers(this.#mostKeys)) this.#strangers.clear();
    if (this.#asked < ASKED_A_MEMBER * Math.max(this.#members.size, MEETINGS)) return;
    if (this.#unknown > this.#asked / 2) {
      this.#lists?.clear();
      this.#members.clear();
      this.#sizes.length = 0;
      this.#isFull = false;
    }
    [this.#asked, this.#unknown] = [0, 0];
  }

  /** The number that an article has from now on, or −1. */
  #takesIn(article: number): number {
    const met = (this.#strangers.get(article) ?? 0) + 1;
    this.#strangers.set(article, met);
    if (met < MEETINGS || this.#isFull) return -1;
    const words = this.#keysOf(article);
    const keys = words.length / 2;
    if (keys > this.#mostKeys) {
      this.#strangers.set(article, NEVER);
      return -1;
    }
    this.#lists ??= new JointLists(this.#mostKeys);
    this.#isFull = !this.#lists.hasRoom(keys);
    if (this.#isFull) return -1;
    this.#strangers.delete(article);
    const member = this.#lists.members;
    this.#members.set(article, member);
    this.#sizes.push(keys);
    this.#lists.add(words);
    return member;
  }
}
