import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { logDebug, logError, logInfo } from "@/lib/platform/log";

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  Reflect.deleteProperty(globalThis, Symbol.for("tellback.log"));
});

describe("the log", () => {
  it("is one JSON object a line, with its level and time", () => {
    vi.stubEnv("LOG_LEVEL", "info");
    logInfo("question", { id: "a", ms: 12 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/\n$/);
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      level: "info",
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      id: "a",
      ms: 12,
      msg: "question",
    });
  });

  it("tells what broke, with the cause behind it", () => {
    logError("Not saved", new Error("disk", { cause: new Error("full") }));
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "error",
      msg: "Not saved",
      err: { type: "Error", message: expect.stringContaining("disk"), stack: expect.stringContaining("full") },
    });
  });

  it.each([
    ["info", ["info", "error"]],
    ["debug", ["debug", "info", "error"]],
    ["error", ["error"]],
    ["silent", []],
    ["", ["error"]],
  ])("at level %s writes %j", (level, written) => {
    vi.stubEnv("LOG_LEVEL", level);
    logDebug("one", { question: "what people asked" });
    logInfo("two", {});
    logError("three", "text");
    expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(written);
  });
});
