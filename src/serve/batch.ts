import { BoundedQueue } from "../engine/filter-queue.js";
import { type Line, LineSplitter } from "../read/lines.js";
import { nextChunk, parseJson, release } from "./body.js";
import { type Problem, ProblemError, problemOf } from "./problem.js";

/** Answers found and not yet handed over. */
const MOST_WAITING = 256;
/** UTF-16 units of their lines. */
const MOST_WAITING_UNITS = 1 << 22;
/** Bytes of answers held for a client that sends its whole batch before it reads. */
const HELD_ANSWERS = 8 << 20;

/** How a batch goes. */
export interface BatchSettings {
  /** Bytes of the longest line. */
  readonly maxLineBytes: number;
  /** Milliseconds without a byte, either way, after which the batch ends. */
  readonly idleMs: number;
  /** Ends reading; what was taken is still answered. */
  readonly stop: AbortSignal;
  /** Answers one line's value; a ProblemError becomes the answer of the line. */
  readonly answer: (value: unknown) => Promise<object>;
  /** Called once, when the last answer is handed over or the client is gone. */
  readonly onEnd: (counts: BatchCounts) => void;
  /** What to answer where a line fails by our fault. */
  readonly onFault: (error: unknown) => ProblemError;
}

/** Lines of a batch. */
export interface BatchCounts {
  readonly lines: number;
  readonly faulty: number;
}

interface Asked {
  readonly line: number;
  readonly answer: Promise<object>;
}

/**
 * Answers JSON lines with JSON lines, one for one and in order, while they come in. A line that holds no article is
 * answered with what is wrong with it, and the next is read. Memory is bounded both ways: a client that does not read
 * its answers is read no further.
 */
export function answerBatch(body: ReadableStream<Uint8Array>, settings: BatchSettings): ReadableStream<Uint8Array> {
  const queue = new BoundedQueue<Asked>({ items: MOST_WAITING, weight: MOST_WAITING_UNITS });
  const gone = new AbortController();
  const counts = { lines: 0, faulty: 0 };
  let ended = false;
  const end = (): void => {
    if (!ended) settings.onEnd(counts);
    ended = true;
  };
  const stall = createStallTimer(settings.idleMs, () => {
    gone.abort();
    queue.end();
    end();
  });
  void askAll(body, queue, AbortSignal.any([gone.signal, settings.stop]), settings);
  const source = {
    async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
      stall.clear();
      const asked = await queue.take();
      if (gone.signal.aborted) return controller.error(new Error("the client took no answers"));
      if (asked === undefined) {
        end();
        return controller.close();
      }
      const { problem, row } = await rowOf(asked, settings);
      counts.lines++;
      if (problem !== undefined) counts.faulty++;
      controller.enqueue(Buffer.from(`${JSON.stringify(row)}\n`));
      // Until the next pull the answer waits for the client.
      if ((controller.desiredSize ?? 0) <= 0) stall.start();
    },
    cancel() {
      stall.clear();
      gone.abort();
      queue.end();
      end();
    },
  };
  return new ReadableStream(source, { highWaterMark: HELD_ANSWERS, size: (chunk) => chunk?.byteLength ?? 0 });
}

/** Reads lines and asks for their answers, as far ahead as the queue lets. Never fails: a fault is the last answer. */
async function askAll(
  body: ReadableStream<Uint8Array>,
  queue: BoundedQueue<Asked>,
  stop: AbortSignal,
  settings: BatchSettings,
): Promise<void> {
  const splitter = new LineSplitter(settings.maxLineBytes);
  const push = (line: number, answer: Promise<object>, weight: number): Promise<void> => {
    answer.catch(() => {});
    return queue.push({ line, answer }, weight);
  };
  const ask = (line: Line): Promise<void> => push(line.number, answerLine(line, settings), line.bytes.length);
  try {
    for await (const chunk of chunksOf(body, stop, settings.idleMs)) {
      for (const line of splitter.push(chunk)) await ask(line);
    }
    const last = splitter.finish();
    if (last !== null) await ask(last);
  } catch (error) {
    await push(splitter.number, Promise.reject(error), 0);
  } finally {
    queue.end();
  }
}

async function answerLine(line: Line, { answer, maxLineBytes }: BatchSettings): Promise<object> {
  if (line.whole) return answer(parseJson(line.bytes));
  throw new ProblemError(413, `line: expected at most ${maxLineBytes} bytes, found ${line.length}`);
}

/** Chunks until the end of the body; fails where it stalls, and where the signal aborts. */
async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  idleMs: number,
): AsyncGenerator<Buffer, void, void> {
  const reader = body.getReader();
  let fail: (error: ProblemError) => void = () => {};
  const onAbort = (): void => fail(stopping());
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    for (;;) {
      const chunk = await new Promise<Uint8Array | undefined>((resolve, reject) => {
        fail = reject;
        if (signal.aborted) return reject(stopping());
        const timer = setTimeout(() => reject(stalled(idleMs)), idleMs);
        return nextChunk(reader)
          .then(resolve, reject)
          .finally(() => clearTimeout(timer));
      });
      if (chunk === undefined) return;
      if (chunk.length > 0) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    release(reader);
  }
}

function stopping(): ProblemError {
  return new ProblemError(503, "the service stops: send this line and those behind it again");
}

function stalled(ms: number): ProblemError {
  return new ProblemError(408, `body: expected more within ${ms} ms, found nothing`);
}

async function rowOf({ line, answer }: Asked, { onFault }: BatchSettings): Promise<{ row: object; problem?: Problem }> {
  try {
    return { row: { line, status: 200, ...(await answer) } };
  } catch (error) {
    const problem = problemOf(error instanceof ProblemError ? error : onFault(error));
    return { problem, row: { line, ...problem } };
  }
}

function createStallTimer(ms: number, onStall: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const clear = (): void => clearTimeout(timer);
  return {
    clear,
    start(): void {
      clear();
      timer = setTimeout(onStall, ms);
    },
  };
}
