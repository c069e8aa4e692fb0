/** A wrong option, argument or input name: the command ends with exit code 2 and this one line. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** An input that cannot be read as what it claims to be. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly file: string;

  constructor(file: string, message: string, options?: ErrorOptions) {
    super(`${file}: ${message}`, options);
    this.file = file;
  }
}

/** An output folder or file that cannot be written. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}
