import { InputError, OutputError, UsageError } from "../errors.js";
import type { PairBatch } from "../match/verify.js";
import type { Piece } from "../read/pieces.js";
import type { ShelfIndex } from "./disk-shelf.js";
import type { PieceNames } from "./piece.js";

/** A call of a hand as it travels to its thread. */
export type HandCall =
  | { readonly name: "gist"; readonly argument: Piece }
  | { readonly name: "prepare"; readonly argument: PieceNames }
  | { readonly name: "seal" }
  | { readonly name: "openShelf"; readonly argument: ShelfIndex }
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
}

/** Takes an error apart for its way to another thread. */
export function packFault(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, stack } = error;
  const fault = stack === undefined ? { name, message } : { name, message, stack };
  return error instanceof InputError ? { ...fault, file: error.file } : fault;
}

/** Puts an error together again, of the class it had; its stack is that of the other thread. */
export function unpackFault({ name, message, stack, file }: Fault): Error {
  const error = errorOf(name, message, file);
  if (stack !== undefined) error.stack = stack;
  return error;
}

function errorOf(name: string, message: string, file: string | undefined): Error {
  if (name === "UsageError") return new UsageError(message);
  if (name === "OutputError") return new OutputError(message);
  if (name === "InputError" && file !== undefined) return new InputError(file, message.slice(file.length + 2));
  return new Error(message);
}
