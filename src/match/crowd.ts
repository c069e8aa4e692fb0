import { JOINT_KEY_BYTES, JointLists, type KeyWords } from "./joint-lists.js";

/** Times that an article is met before it becomes a member: its keys are worth their places only if it is met again. */
const MEETINGS = 3;
/** Articles asked for, a member, before it is seen whether these are still the right members. */
const ASKED_A_MEMBER = 16;
/** Articles remembered that are no members yet. */
const MOST_STRANGERS = 1 << 14;

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

  /** @param bytes that lists may take, about; none are taken before there are members. @param keysOf keys of an article. */
  constructor(bytes: number, keysOf: (article: number) => KeyWords) {
    this.#mostKeys = 2 ** Math.max(0, Math.floor(Math.log2(bytes / JOINT_KEY_BYTES)));
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
    if (this.#strangers.size > MOST_STRANGERS) this.#strangers.clear();
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
