import { describe, expect, it } from "vitest";
import { dittograph } from "./run.js";

const COMMANDS = ["dedup", "clean", "filter", "serve", "index", "explain", "eval", "templates", "bench"];

describe("the help", () => {
  it("lists every command", () => {
    const { code, stdout } = dittograph(["--help"]);
    expect(code).toBe(0);
    const listed = stdout.split("\n").flatMap((line) => /^ {2}([a-z]+) /.exec(line)?.[1] ?? []);
    expect(listed).toEqual([...COMMANDS, "help"]);
  });

  it.each(COMMANDS)("of %s is that of the one command, also as `help` shows it", (name) => {
    const { code, stdout } = dittograph([name, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: dittograph ${name} `));
    expect(dittograph(["help", name]).stdout).toBe(stdout);
  });

  it("is no answer to the name of what every object has", () => {
    const { code, stderr } = dittograph(["toString"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/unknown command 'toString'/);
  });
});
