import { describe, expect, it } from "vitest";
import { cleanLine, createLineReader, detectEncoding, MAX_LINE_CHARS } from "@/lib/engines/logs/records/lines";

function readAll(bytes: Uint8Array, chunkBytes = 7): { lines: string[]; reader: ReturnType<typeof createLineReader> } {
  const lines: string[] = [];
  const reader = createLineReader((text) => lines.push(text));
  for (let i = 0; i < bytes.length; i += chunkBytes) reader.push(bytes.subarray(i, i + chunkBytes));
  reader.end();
  return { lines, reader };
}
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, bom: boolean): Uint8Array => new Uint8Array(Buffer.from((bom ? "\ufeff" : "") + text, "utf16le"));

describe("lines", () => {
  it.each([
    ["CRLF", utf8("one\r\ntwo\r\n"), ["one", "two"]],
    ["a last line without a line break", utf8("one\ntwo"), ["one", "two"]],
    ["empty lines", utf8("one\n\n\nfour"), ["one", "", "", "four"]],
    ["no byte at all", utf8(""), []],
    ["UTF-8 with a mark", utf8("\ufeffone\ntwo"), ["one", "two"]],
    ["UTF-16 with a mark", utf16("one\ntwo\n", true), ["one", "two"]],
    ["UTF-16 without a mark", utf16("one line\ntwo lines\n", false), ["one line", "two lines"]],
    [
      "Latin-1",
      new Uint8Array(Buffer.from("café à côté, déjà vu\nnaïve Übung größer\n", "latin1")),
      ["café à côté, déjà vu", "naïve Übung größer"],
    ],
    ["characters cut by a chunk", utf8("größe €\nüber\n"), ["größe €", "über"]],
  ])("reads %s", (_name, bytes, expected) => {
    expect(readAll(bytes).lines).toEqual(expected);
  });

  it("keeps reading past invalid bytes, because one broken line must not hide the rest", () => {
    const bytes = new Uint8Array([...utf8("good line of text\nbad "), 0xff, 0xfe, ...utf8(" line\nlast line\n")]);
    expect(readAll(bytes, 5).lines).toEqual(["good line of text", "bad \ufffd\ufffd line", "last line"]);
  });

  it("hands on nothing of a binary file", () => {
    const bytes = Uint8Array.from({ length: 4_096 }, (_, index) => (index * 37) % 256);
    const { lines, reader } = readAll(bytes, 512);
    expect(lines).toEqual([]);
    expect(reader.encoding).toBe("binary");
  });

  it("cuts a line of 5 MB and goes on with the next, so that memory stays bounded", () => {
    const { lines, reader } = readAll(utf8(`first\n${"x".repeat(5_000_000)}\nlast`), 65_536);
    expect(lines.map((line) => line.length)).toEqual([5, MAX_LINE_CHARS, 4]);
    expect(reader.cutLines).toBe(1);
  });

  it("takes terminal colours off", () => {
    expect(cleanLine("\u001b[31mERROR\u001b[0m it \u001b[1;32mfailed\u001b[m")).toBe("ERROR it failed");
  });

  it("takes text with a few control characters for text", () => {
    expect(detectEncoding(utf8(`${"a normal line of a log\n".repeat(20)}\u0000\u0001`))).toBe("utf-8");
  });
});
