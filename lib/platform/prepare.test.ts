import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const dir = mkdtempSync(join(tmpdir(), "tellback-prepare-"));
const file = join(dir, "a-file");
beforeAll(() => writeFileSync(file, '[{"category": "weather"}]'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("the start", () => {
  it.each([
    ["TELLBACK_LOG_RULES", join(dir, "none.json"), /^TELLBACK_LOG_RULES=.*none\.json cannot be read: /],
    ["TELLBACK_LOG_RULES", file, /^TELLBACK_LOG_RULES=.* rule 1: category /],
    ["TELLBACK_ALERT_RULES", file, /^TELLBACK_ALERT_RULES=.* rule 1: name must be a text/],
    ["DATABASE_URL", `file:${file}/app.sqlite`, /^DATABASE_URL=file:.* cannot be opened: /],
    ["DATABASE_URL", `file:${file}`, /^DATABASE_URL=file:.* cannot be opened: /],
    ["DATABASE_URL", "file:data/bank.sqlite", /^DATABASE_URL=file:.* cannot be opened: it is the database of another program/],
    ["DATABASE_URL", `file:${dir}`, /^DATABASE_URL=file:.* cannot be opened: /],
    ["TELLBACK_DATA_DIR", file, /^TELLBACK_DATA_DIR=.* cannot hold the demo data: /],
  ])("stops at %s=%s with one line that says which and why, before anything is built", { timeout: 60_000 }, (name, value, line) => {
    const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "lib/platform/prepare.ts"], {
      encoding: "utf8",
      env: { ...process.env, DATABASE_URL: `file:${join(dir, "app.sqlite")}`, TELLBACK_DATA_DIR: "data", [name]: value },
    });
    expect(stderr.trim()).toMatch(line);
    expect(stderr.trim()).not.toContain("\n");
    expect(status).toBe(1);
  });
});
