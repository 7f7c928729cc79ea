import { describe, expect, it } from "vitest";
import { splitPaste } from "@/lib/ask/paste";

describe("splitPaste", () => {
  it.each([
    ["timestamps", "2026-11-18 10:00:01 start\n2026-11-18 10:00:02 work\n2026-11-18 10:00:03 boom"],
    ["JSON lines", '{"level":"info","msg":"a"}\n{"level":"error","msg":"b"}\n{"level":"info","msg":"c"}'],
    ["syslog", "Nov 18 10:00:01 host sshd[1]: ok\nNov 18 10:00:02 host sshd[1]: no\nNov 18 10:00:03 host sshd[1]: bye"],
    ["pipes", "a|b|c|d|e\n1|2|3|4|5\n1|2|3|4|5"],
    ["a stack trace", "ERROR boom\n  at a.b.C(C.java:1)\n  at a.b.D(D.java:2)\n  at a.b.E(E.java:3)"],
  ])("takes %s for a log", (_name, text) => {
    expect(splitPaste(text)?.log).toBe(text);
  });

  it("keeps what was written above the log as the question", () => {
    expect(splitPaste("Why did this fail?\n\n10:00:01 ERROR a\n10:00:02 ERROR b\n10:00:03 ERROR c")).toEqual({
      question: "Why did this fail?",
      log: "10:00:01 ERROR a\n10:00:02 ERROR b\n10:00:03 ERROR c",
    });
  });

  it.each([
    ["a question", "How many orders today?"],
    ["a question over several lines", "How many orders\nwere there\nlast month\nby city?"],
    ["a question with a time in it", "Orders between 2026-11-01 10:00 and 2026-11-02 10:00?"],
    ["one line of a log is too little to judge", "2026-11-18 10:00:01 ERROR boom"],
    ["a list with one date", "Compare\n2026-11-01 10:00\nwith tea\nand coffee\nand sugar"],
  ])("takes %s for a question", (_name, text) => {
    expect(splitPaste(text)).toBeNull();
  });
});
