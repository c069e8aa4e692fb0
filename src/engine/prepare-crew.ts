import type { CleanExtras } from "../clean/extras.js";
import type { Article } from "../model/article.js";
import type { CleanedArticle, Preparer } from "./index-prepare.js";
import type { PrepareHand } from "./prepare-hand.js";
import { unpackPrepared } from "./prepared-packet.js";
import { packRecords, type ReadRecord, type RecordBatch, unpackRecords } from "./record-packet.js";

/** Articles that one message takes at most: more wait longer for the first of them, fewer cost more messages each. */
const PACKET_ARTICLES = 32;
/** UTF-16 units from which a packet takes no further article. */
const PACKET_UNITS = 1 << 19;
/** Packets that a hand has at once: one it works on, and one so that it need not wait. */
const PACKETS_AT_ONCE = 2;
/**
 * Articles that this thread prepares where no more wait and no hand works: the way to a hand and back costs as much as to
 * clean and fingerprint one.
 */
const FEW_ARTICLES = 2;
/** UTF-16 units of the longest that it prepares itself: some 2 ms. */
const SHORT_UNITS = 1 << 15;
/** Articles prepared here before hands are gathered: for a few it is not worth a tenth of a second. */
const SPARED = 200;

/** An article that waits for a hand. */
interface Waiting {
  readonly article: Article;
  readonly resolve: (prepared: CleanedArticle | Promise<CleanedArticle>) => void;
  readonly reject: (error: unknown) => void;
}

/** What is sent to a hand in one message. */
interface Packet {
  /** Whether a hand that had it was lost. */
  readonly isSentAgain?: boolean;
  sendTo(hand: PrepareHand): Promise<void>;
  /** Where every hand is lost, this thread does it. */
  doHere(): void;
  reject(error: unknown): void;
}

/** A hand and the packets it has. */
interface Place {
  readonly hand: PrepareHand;
  packets: number;
}

/** Prepares articles ahead of those who judge them, in several threads; here where only a few come now and then. */
export class PrepareCrew {
  readonly #gather: (extras: CleanExtras) => readonly PrepareHand[];
  #local: Preparer;
  #extras: CleanExtras;
  #places: Place[] | undefined;
  #waiting: Waiting[] = [];
  #batches: Packet[] = [];
  #spared = 0;
  #isDue = false;
  #isEnding = false;

  /**
   * @param gather begins the hands; called once, when they are worth it. @param local prepares the first articles, and
   * reads the tokens of all. @param extras what `local` was made with.
   */
  constructor(gather: (extras: CleanExtras) => readonly PrepareHand[], local: Preparer, extras: CleanExtras) {
    this.#gather = gather;
    this.#local = local;
    this.#extras = extras;
  }

  /** What `local` would make of it, sooner or later. Rejects with what that would throw. */
  prepare(article: Article): Promise<CleanedArticle> {
    if (this.#spared < SPARED) {
      this.#spared++;
      return new Promise((resolve) => resolve(this.#local.prepare(article)));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ article, resolve, reject });
      if (this.#waiting.length >= PACKET_ARTICLES) this.#send();
      else this.#sendSoon();
    });
  }

  /**
   * As `prepare`, of records that are still to be read; what is wrong with one of them is told in its place. They can be
   * gone through once.
   */
  prepareRecords(batch: RecordBatch): Promise<Iterable<ReadRecord>> {
    const local = this.#local;
    const doHere = (): Iterable<ReadRecord> => unpackRecords(packRecords(batch, local), batch, local);
    if (this.#spared < SPARED) {
      this.#spared += batch.lines.length;
      return new Promise((resolve) => resolve(doHere()));
    }
    return new Promise((resolve, reject) => {
      this.#batches.push({
        sendTo: async (hand) => resolve(unpackRecords(await hand.prepareRecords(batch), batch, local)),
        doHere: () => resolve(new Promise((done) => done(doHere()))),
        reject,
      });
      this.#send();
    });
  }

  /**
   * Begins the hands and has each of them that is not lost prepare these articles, for nothing: those that come later find
   * it warm.
   */
  async warmUp(articles: readonly Article[]): Promise<void> {
    this.#places ??= this.#gathered();
    const able = this.#places.filter(({ hand }) => !hand.isLost());
    await Promise.all(able.map((place) => this.#warm(place, articles)));
  }

  #warm(place: Place, articles: readonly Article[]): Promise<void> {
    const { side } = this.#local;
    return new Promise((resolve, reject) => {
      const sendTo = async (hand: PrepareHand): Promise<void> => {
        unpackPrepared(await hand.prepare(articles), articles, side);
        resolve();
      };
      void this.#sendTo(place, { sendTo, doHere: resolve, reject });
    });
  }

  /** Prepares later articles with other templates or rules. @param local made with them. */
  use(local: Preparer, extras: CleanExtras): void {
    this.#local = local;
    this.#extras = extras;
    for (const { hand } of this.#places ?? []) hand.use(extras);
  }

  /** Ends all hands. What waits for them is rejected. */
  async end(): Promise<void> {
    this.#isEnding = true;
    const ended = new Error("the index was closed");
    this.#rejectAll(ended);
    await Promise.all((this.#places ?? []).map(({ hand }) => hand.end()));
  }

  /** Sends when all articles that come together have come. */
  #sendSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      if (this.#isCalm()) this.#prepareHere();
      else this.#send();
    });
  }

  #isCalm(): boolean {
    const isAtWork = this.#places?.some(({ packets }) => packets > 0) === true;
    if (isAtWork || this.#waiting.length > FEW_ARTICLES) return false;
    return this.#waiting.every(({ article }) => article.text.length <= SHORT_UNITS);
  }

  #send(): void {
    try {
      this.#places ??= this.#gathered();
    } catch (error) {
      this.#rejectAll(error);
      return;
    }
    while (this.#waiting.length + this.#batches.length > 0) {
      const place = idlest(this.#places);
      if (place !== undefined && place.packets >= PACKETS_AT_ONCE) return;
      const packet = this.#batches.shift() ?? this.#takePacket();
      if (place === undefined) packet.doHere();
      else void this.#sendTo(place, packet);
    }
  }

  #gathered(): Place[] {
    return this.#gather(this.#extras).map((hand) => ({ hand, packets: 0 }));
  }

  /** This thread prepares what waits. */
  #prepareHere(): void {
    packetOf(this.#waiting.splice(0), this.#local).doHere();
  }

  async #sendTo(place: Place, packet: Packet): Promise<void> {
    place.packets++;
    try {
      await packet.sendTo(place.hand);
    } catch (error) {
      if (this.#canSendAgain(place, packet)) this.#batches.unshift({ ...packet, isSentAgain: true });
      else packet.reject(error);
    } finally {
      place.packets--;
      this.#send();
    }
  }

  /** Whether another hand takes what a lost one had: once, as it may be what ended that one. */
  #canSendAgain({ hand }: Place, { isSentAgain }: Packet): boolean {
    if (this.#isEnding || isSentAgain === true || !hand.isLost()) return false;
    return this.#places?.some((other) => !other.hand.isLost()) === true;
  }

  #takePacket(): Packet {
    let units = 0;
    let count = 0;
    for (; count < Math.min(this.#waiting.length, PACKET_ARTICLES) && units < PACKET_UNITS; count++) {
      units += this.#waiting[count]?.article.text.length ?? 0;
    }
    return packetOf(this.#waiting.splice(0, count), this.#local);
  }

  #rejectAll(error: unknown): void {
    for (const { reject } of [...this.#waiting.splice(0), ...this.#batches.splice(0)]) reject(error);
  }
}

function packetOf(waiting: readonly Waiting[], local: Preparer): Packet {
  const articles = waiting.map(({ article }) => article);
  return {
    async sendTo(hand) {
      const prepared = unpackPrepared(await hand.prepare(articles), articles, local.side);
      for (const [at, one] of prepared.entries()) {
        if ("error" in one) waiting[at]?.reject(one.error);
        else waiting[at]?.resolve(one);
      }
    },
    doHere() {
      for (const { article, resolve } of waiting) resolve(new Promise((done) => done(local.prepare(article))));
    },
    reject(error) {
      for (const one of waiting) one.reject(error);
    },
  };
}

/** The hand with the fewest packets, of those that are not lost. */
function idlest(places: readonly Place[]): Place | undefined {
  let least: Place | undefined;
  for (const place of places) {
    if (!place.hand.isLost() && (least === undefined || place.packets < least.packets)) least = place;
  }
  return least;
}
