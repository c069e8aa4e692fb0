import type { CleanExtras } from "../clean/extras.js";
import type { Article } from "../model/article.js";
import type { PreparedArticle, Preparer } from "./index-prepare.js";
import type { PrepareHand } from "./prepare-hand.js";
import { unpackPrepared } from "./prepared-packet.js";

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
  readonly resolve: (prepared: PreparedArticle | Promise<PreparedArticle>) => void;
  readonly reject: (error: unknown) => void;
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
  #spared = 0;
  #isDue = false;

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
  prepare(article: Article): Promise<PreparedArticle> {
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

  /** Begins the hands and has each of them prepare these articles, for nothing: those that come later find it warm. */
  async warmUp(articles: readonly Article[]): Promise<void> {
    this.#places ??= this.#gathered();
    await Promise.all(
      this.#places.map(async ({ hand }) => unpackPrepared(await hand.prepare(articles), articles, this.#local.side)),
    );
  }

  /** Prepares later articles with other templates or rules. @param local made with them. */
  use(local: Preparer, extras: CleanExtras): void {
    this.#local = local;
    this.#extras = extras;
    for (const { hand } of this.#places ?? []) hand.use(extras);
  }

  /** Ends all hands. What waits for them is rejected. */
  async end(): Promise<void> {
    const ended = new Error("the index was closed");
    for (const { reject } of this.#waiting.splice(0)) reject(ended);
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
      for (const { reject } of this.#waiting.splice(0)) reject(error);
      return;
    }
    while (this.#waiting.length > 0) {
      const place = idlest(this.#places);
      if (place === undefined) this.#prepareHere();
      else if (place.packets >= PACKETS_AT_ONCE) return;
      else void this.#sendTo(place, this.#takePacket());
    }
  }

  #gathered(): Place[] {
    return this.#gather(this.#extras).map((hand) => ({ hand, packets: 0 }));
  }

  /** This thread prepares what waits. */
  #prepareHere(): void {
    for (const { article, resolve } of this.#waiting.splice(0)) {
      resolve(new Promise((done) => done(this.#local.prepare(article))));
    }
  }

  async #sendTo(place: Place, packet: readonly Waiting[]): Promise<void> {
    const articles = packet.map(({ article }) => article);
    place.packets++;
    try {
      const prepared = unpackPrepared(await place.hand.prepare(articles), articles, this.#local.side);
      for (const [at, one] of prepared.entries()) {
        if ("error" in one) packet[at]?.reject(one.error);
        else packet[at]?.resolve(one);
      }
    } catch (error) {
      for (const { reject } of packet) reject(error);
    } finally {
      place.packets--;
      this.#send();
    }
  }

  #takePacket(): readonly Waiting[] {
    let units = 0;
    let count = 0;
    for (; count < Math.min(this.#waiting.length, PACKET_ARTICLES) && units < PACKET_UNITS; count++) {
      units += this.#waiting[count]?.article.text.length ?? 0;
    }
    return this.#waiting.splice(0, count);
  }
}

/** The hand with the fewest packets, of those that are not lost. */
function idlest(places: readonly Place[]): Place | undefined {
  let least: Place | undefined;
  for (const place of places) {
    if (!place.hand.isLost() && (least === undefined || place.packets < least.packets)) least = place;
  }
  return least;
}
