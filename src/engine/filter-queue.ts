/** How much a queue holds before its writer waits. */
export interface QueueBounds {
  /** Items, at least 1; one that stands for many may be more. */
  readonly items: number;
  /** Sum of their weights; one item may be heavier. */
  readonly weight: number;
}

interface Held<T> {
  readonly item: T;
  readonly count: number;
  readonly weight: number;
}

/**
 * A queue between one writer and one reader, in order. It is the back-pressure of a stream: `push` waits while the queue
 * is full, `take` while it is empty, and so a slow reader stops the writer instead of filling memory.
 */
export class BoundedQueue<T> {
  readonly #bounds: QueueBounds;
  #held: Held<T>[] = [];
  #weight = 0;
  #count = 0;
  #ended = false;
  #wakeWriter: () => void = () => {};
  #wakeReader: () => void = () => {};

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  /**
   * Adds an item once there is room; what is pushed after the end is let go.
   * @param count items that it stands for.
   */
  async push(item: T, weight: number, count = 1): Promise<void> {
    while (this.#isFull() && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wakeWriter = resolve;
      });
    }
    if (this.#ended) return;
    this.#held.push({ item, weight, count });
    this.#weight += weight;
    this.#count += count;
    this.#wakeReader();
  }

  /** The oldest item; undefined once the queue has ended and is empty. */
  async take(): Promise<T | undefined> {
    while (this.#held.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    }
    const first = this.#held.shift();
    if (first === undefined) return undefined;
    this.#weight -= first.weight;
    this.#count -= first.count;
    this.#wakeWriter();
    return first.item;
  }

  /** No more items come; those held can still be taken. */
  end(): void {
    this.#ended = true;
    this.#wakeReader();
    this.#wakeWriter();
  }

  #isFull(): boolean {
    return this.#count >= this.#bounds.items || (this.#held.length > 0 && this.#weight >= this.#bounds.weight);
  }
}
