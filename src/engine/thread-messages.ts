import { InputError, OutputError, UsageError } from "../errors.js";
import type { PairBatch } from "../match/verify.js";
import type { Piece } from "../read/pieces.js";
import type { ShelfIndex } from "./disk-shelf.js";
import type { Channel, ListJob } from "./join-work.js";
import type { PieceNames } from "./piece.js";

/** A call of a hand as it travels to its thread. */
export type HandCall =
  | { readonly name: "gist"; readonly argument: Piece }
  | { readonly name: "prepare"; readonly argument: PieceNames }
  | { readonly name: "seal" }
  | { readonly name: "openShelf"; readonly argument: ShelfIndex }
  | { readonly name: "listKeys"; readonly argument: ListJob }
  | { readonly name: "listedKeys"; readonly argument: Channel }
  | { readonly name: "verify"; readonly argument: PairBatch };

/** A call of who cleans as it travels to its thread. */
export type CleanCall = Extract<HandCall, { readonly name: "gist" | "prepare" }>;

/** What comes back. */
export type HandAnswer =
  | { readonly kind: "done"; readonly value: unknown }
  | { readonly kind: "fault"; readonly fault: Fault };

/** An error as plain data: structured clones forget the classes of errors. */
export interface Fault {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly file?: string;
  /** What the system calls the error that an OutputError tells of, as ENOSPC. */
  readonly code?: string;
}

/** Takes an error apart for its way to another thread. */
export function packFault(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, stack } = error;
  const fault = stack === undefined ? { name, message } : { name, message, stack };
  if (error instanceof InputError) return { ...fault, file: error.file };
  const code = error instanceof OutputError ? systemCode(error) : undefined;
  return code === undefined ? fault : { ...fault, code };
}

/** What the system calls the error that made this one; undefined where the system had no part in it. */
export function systemCode({ cause }: OutputError): string | undefined {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** Puts an error together again, of the class it had; its stack is that of the other thread. */
export function unpackFault({ stack, ...fault }: Fault): Error {
  const error = errorOf(fault);
  if (stack !== undefined) error.stack = stack;
  return error;
}

function errorOf({ name, message, file, code }: Omit<Fault, "stack">): Error {
  if (name === "UsageError") return new UsageError(message);
  if (name === "OutputError" && code !== undefined)
    return new OutputError(message, { cause: Object.assign(new Error(message), { code }) });
  if (name === "OutputError") return new OutputError(message);
  if (name === "InputError" && file !== undefined) return new InputError(file, message.slice(file.length + 2));
  return new Error(message);
}
