/** Where and how bytes stop being JSON. */
export interface JsonFault {
  /** Byte offset. */
  readonly at: number;
  readonly expected: string;
}

const OBJECT = 1;
const ARRAY = 2;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LOWER_U = 0x75;
const ESCAPES = Buffer.from('"\\/bfnrtu');
const HEX4 = /^[0-9a-fA-F]{4}$/;
const LITERALS = ["true", "false", "null"];

/**
 * The first fault of bytes that should be one JSON value (RFC 8259), or null where there is none. Linear, without
 * recursion; used only after JSON.parse has failed, whose own messages differ from one Node to the next.
 */
export function findFault(bytes: Buffer): JsonFault | null {
  return new FaultFinder(bytes).find();
}

class FaultFinder {
  readonly #bytes: Buffer;
  readonly #open: number[] = [];
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  find(): JsonFault | null {
    let expected = this.#value();
    while (expected === null && this.#open.length > 0) expected = this.#afterValue();
    if (expected === null) {
      this.#space();
      if (this.#at === this.#bytes.length) return null;
      expected = "the end of the record";
    }
    return { at: this.#at, expected };
  }

  /** Reads a scalar, or opens containers down to the first scalar or empty container. Gives what was expected on a fault. */
  #value(): string | null {
    for (;;) {
      this.#space();
      if (this.#eat("{")) {
        if (this.#eatNext("}")) return null;
        this.#open.push(OBJECT);
        const fault = this.#name('a name in quotes or "}"');
        if (fault !== null) return fault;
      } else if (this.#eat("[")) {
        if (this.#eatNext("]")) return null;
        this.#open.push(ARRAY);
      } else return this.#scalar();
    }
  }

  #afterValue(): string | null {
    const inObject = this.#open[this.#open.length - 1] === OBJECT;
    if (this.#eatNext(inObject ? "}" : "]")) {
      this.#open.pop();
      return null;
    }
    if (!this.#eatNext(",")) return inObject ? '"," or "}"' : '"," or "]"';
    return (inObject ? this.#name("a name in quotes") : null) ?? this.#value();
  }

  #name(expected: string): string | null {
    this.#space();
    if (this.#bytes[this.#at] !== QUOTE) return expected;
    return this.#string() ?? (this.#eatNext(":") ? null : '":"');
  }

  #scalar(): string | null {
    const first = this.#bytes[this.#at];
    if (first === QUOTE) return this.#string();
    if (first === 0x2d || isDigit(first)) return this.#number();
    return LITERALS.some((word) => this.#eat(word)) ? null : "a value";
  }

  #string(): string | null {
    for (this.#at++; this.#at < this.#bytes.length; this.#at++) {
      const byte = this.#bytes[this.#at] as number;
      if (byte === QUOTE) {
        this.#at++;
        return null;
      }
      if (byte < 0x20) return "an escaped control character";
      if (byte === BACKSLASH && !this.#escape()) return "an escape that JSON has";
    }
    return 'a closing quote (")';
  }

  /** At a backslash: moves to the last byte of the escape, or stays. */
  #escape(): boolean {
    const next = this.#bytes[this.#at + 1] ?? 0;
    if (!ESCAPES.includes(next)) return false;
    const length = next === LOWER_U ? 5 : 1;
    if (length === 5 && !HEX4.test(this.#bytes.toString("latin1", this.#at + 2, this.#at + 6))) return false;
    this.#at += length;
    return true;
  }

  #number(): string | null {
    this.#eat("-");
    if (!this.#eat("0") && !this.#digits()) return "a digit";
    if (this.#eat(".") && !this.#digits()) return "a digit";
    if (!this.#eat("e") && !this.#eat("E")) return null;
    if (!this.#eat("+")) this.#eat("-");
    return this.#digits() ? null : "a digit";
  }

  #digits(): boolean {
    const start = this.#at;
    while (isDigit(this.#bytes[this.#at])) this.#at++;
    return this.#at > start;
  }

  #space(): void {
    while (isJsonSpace(this.#bytes[this.#at])) this.#at++;
  }

  #eatNext(text: string): boolean {
    this.#space();
    return this.#eat(text);
  }

  #eat(text: string): boolean {
    for (let i = 0; i < text.length; i++) {
      if (this.#bytes[this.#at + i] !== text.charCodeAt(i)) return false;
    }
    this.#at += text.length;
    return true;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isJsonSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
