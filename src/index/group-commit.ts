/** When changes are made durable. */
export interface CommitSettings {
  /** Milliseconds that the first change of a group waits for others. */
  readonly delayMs: number;
  /** Changes that end the wait. */
  readonly changes: number;
}

/**
 * Makes changes durable in groups, one group at a time, in the order they came: a disk that takes 4 ms to sync takes
 * 250 groups a second, whatever their size.
 */
export class GroupCommit {
  readonly #settings: CommitSettings;
  readonly #write: () => Promise<void>;
  #waiting: { resolve(): void; reject(error: unknown): void }[] = [];
  #changes = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  /** Whether the next group begins as soon as the one under way ends. */
  #isDue = false;
  #failure: unknown;

  /** @param write makes durable all changes so far; called again only when it has resolved. */
  constructor(settings: CommitSettings, write: () => Promise<void>) {
    this.#settings = settings;
    this.#write = write;
  }

  /** @throws what made an earlier group fail: nothing can be taken any more. */
  expectSound(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Ends it for good: all that wait and all that comes fails with this error. */
  fail(error: unknown): void {
    this.#failure ??= error;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(error);
  }

  /** Notes a change that has been made in memory. Resolves when it is durable. */
  change(): Promise<void> {
    this.#changes++;
    const durable = this.#join();
    if (this.#changes >= this.#settings.changes) this.#start();
    else this.#timer ??= setTimeout(() => this.#start(), this.#settings.delayMs);
    return durable;
  }

  /** Resolves when all changes so far are durable; waits with the others. */
  async settled(): Promise<void> {
    if (this.#changes > 0) return this.#join();
    await this.#running;
    this.expectSound();
  }

  /** Makes everything durable without waiting for more. */
  async flush(): Promise<void> {
    // A group that ends may have begun another.
    while (this.#running !== undefined) await this.#running;
    this.expectSound();
    if (this.#changes === 0) return;
    const durable = this.#join();
    this.#start();
    await durable;
  }

  #join(): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#failure !== undefined) return;
    // What came while a group is under way has waited long enough when that is over.
    if (this.#running !== undefined) this.#isDue = true;
    else this.#running = this.#run();
  }

  async #run(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#changes = 0;
    this.#isDue = false;
    try {
      await this.#write();
    } catch (error) {
      this.#running = undefined;
      for (const { reject } of waiting) reject(error);
      this.fail(error);
      return;
    }
    this.#running = undefined;
    for (const { resolve } of waiting) resolve();
    if (this.#isDue) this.#start();
  }
}
