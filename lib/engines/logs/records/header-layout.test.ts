import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHeader } from "@/lib/engines/logs/records/header";
import { createTimestampReader } from "@/lib/engines/logs/records/timestamps";

const TIMES = ["2026-06-02 09:14:21,517", "081109 203615", "Jun 17 03:02:24", "17/06/09 20:10:40", "03-17 16:13:38.811"];
const MIDDLES = [" INFO ", " 148 WARN ", "  1702  2395 D ", " host-1 ", " ", " - INFO - ", " ERROR [main] ", " combo "];
const NAMES = ["dfs.Node$Packet: ", "sshd(pam_unix)[19939]: ", "kernel: ", "Window Manager: ", "a.b.C  : ", "", "x: - ", "mod[3]: [sub] "];
const MESSAGES = ["Received block blk_1", "syslogd 1.4.1: restart.", "error: cannot write", "[a] b", "- dash", "INFO again", "12 apples"];

const line = fc
  .tuple(fc.constantFrom(...TIMES), fc.constantFrom(...MIDDLES), fc.constantFrom(...NAMES), fc.constantFrom(...MESSAGES))
  .map((parts) => parts.join(""));

describe("header layouts", () => {
  it("reads a header as the full scan does, whatever layouts were met before", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const shared = createTimestampReader(2026);
        for (const text of lines) {
          const fresh = readHeader(text, createTimestampReader(2026));
          const known = readHeader(text, shared);
          expect({ start: known?.start, level: known?.level, component: known?.component }).toEqual({
            start: fresh?.start,
            level: fresh?.level,
            component: fresh?.component,
          });
        }
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
