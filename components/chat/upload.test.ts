import { describe, expect, it } from "vitest";
import { formatBytes } from "@/components/chat/format-bytes";
import { newId } from "@/components/chat/new-id";
import { defaultLogQuestion, isFileSized } from "@/components/chat/pasted-log";
import { groupSuggestions } from "@/components/chat/starters";
import { readUploadReply } from "@/components/chat/upload";

describe("readUploadReply", () => {
  it("accepts a log and a database, and nothing that merely says 201", () => {
    const log = { kind: "log", id: "u", fileName: "a.log", bytes: 3 };
    expect(readUploadReply(201, JSON.stringify(log))).toEqual({ ok: true, value: log });
    expect(readUploadReply(201, "{}").ok).toBe(false);
  });

  it.each([
    ["the server's own sentence", 413, '{"error":{"code":"too-large","message":"The file is over 200 MB."}}', "The file is over 200 MB."],
    ["the status when a proxy answers with a page", 502, "<html>", "The upload was turned down (502)."],
    ["the status when the reply has another shape", 400, '{"error":"no"}', "The upload was turned down (400)."],
  ])("shows %s", (_what, status, body, message) => {
    expect(readUploadReply(status, body)).toEqual({ ok: false, message });
  });
});

describe("isFileSized", () => {
  it.each([
    ["a question", false],
    ["x\n".repeat(150), false],
    ["x\n".repeat(200), true],
    ["x".repeat(20_001), true],
    ["", false],
  ])("judges %j", (text, expected) => {
    expect(isFileSized(text)).toBe(expected);
  });

  it("asks about the file by its name", () => expect(defaultLogQuestion("pay.log")).toBe("What went wrong in pay.log?"));
});

describe("formatBytes", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [812, "812 bytes"],
    [999.6, "1 kB"],
    [4210, "4.2 kB"],
    [200_000_000, "200 MB"],
    [999_999, "1 MB"],
  ])("writes %s as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe("newId", () => {
  it("makes a version 4 UUID where the browser offers no randomUUID, since the server checks the form", () => {
    const filled = {
      getRandomValues: <T extends ArrayBufferView | null>(array: T): T => (array instanceof Uint8Array && array.fill(255), array),
    };
    expect(newId(filled)).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
  });
});

describe("groupSuggestions", () => {
  it("gives every source its turn, so that one with many suggestions does not hide the others", () => {
    const of = (source: string, text: string) => ({ engine: "text2sql" as const, source, text, short: text });
    const suggestions = [of("bank", "b1"), of("bank", "b2"), of("bank", "b3"), of("bank", "b4"), of("bank", "b5"), of("mine", "m1")];
    const shown = (place: string) => groupSuggestions({ suggestions }, place).data.map((starter) => starter.text);
    expect(shown("")).toEqual(["b1", "m1", "b2", "b3", "b4"]);
    expect(shown("source:mine")).toEqual(["m1"]);
    expect(shown("source:gone")).toEqual(["b1", "m1", "b2", "b3", "b4"]);
  });
});
