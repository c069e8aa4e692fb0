import { describe, expect, it } from "vitest";
import { endsInAbbreviation, splitSentences } from "../../src/clean/sentences.js";
import { actions, cleaned, PROSE } from "./reading.js";

const sentences = (text: string): string[] => {
  const { count, start, next } = splitSentences(text);
  return Array.from({ length: count }, (_, i) => text.slice(start[i], next[i]));
};

describe("splitSentences", () => {
  it.each([
    ["The gate broke. Nobody was hurt.", ["The gate broke. ", "Nobody was hurt."]],
    ["He asked: “Why?” Nobody knew.", ["He asked: “Why?” ", "Nobody knew."]],
    ["Mr. Doe met the U.S. Senate.", ["Mr. Doe met the U.S. Senate."]],
    ["It cost 3.5 million.", ["It cost 3.5 million."]],
    ["门坏了。没人受伤。", ["门坏了。", "没人受伤。"]],
    ["Wait... what?", ["Wait... what?"]],
    ["A.\nB", ["A.\n", "B"]],
    ["", []],
  ])("splits %j", (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
});

describe("endsInAbbreviation", () => {
  it.each(["made in the U.S.", "at 9 a.m.", "Acme Inc.", "by the “U.K.”", "(Acme Ltd.)"])("knows %j", (text) => {
    expect(endsInAbbreviation(text, 0, text.length)).toBe(true);
  });

  it.each(["The gate broke.", "Wait...", "He said no.", "Acme Inc", "It cost 3.5.", ".", ""])(
    "knows none in %j",
    (text) => {
      expect(endsInAbbreviation(text, 0, text.length)).toBe(false);
    },
  );
});

describe("a text that lost its line ends", () => {
  const body = PROSE.join(" ");

  it("loses a sentence that is furniture as a whole", () => {
    const text = `${body} All rights reserved. ${PROSE[0]?.replace("Tuesday", "Friday")}`;
    const result = cleaned(text);
    expect(actions(result)).toContain("trim copyright");
    expect(result.text).toBe(text.replace("All rights reserved. ", ""));
  });

  it("keeps sentences that only hold words of furniture", () => {
    const text = `${body} The council said that all rights to the gate were reserved for ships of the town.`;
    expect(cleaned(text).text).toBe(text);
  });

  it("loses a second copy of its whole body", () => {
    expect(cleaned(`${body} ${body}`).text).toBe(`${body} `);
  });

  it("is read by lines when it has them", () => {
    expect(actions(cleaned(`${body}\nSign up\n${body.replaceAll("gate", "lock")}`))).toContain("remove newsletter");
  });
});
