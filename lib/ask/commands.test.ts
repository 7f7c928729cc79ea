import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const dir = mkdtempSync(join(tmpdir(), "tellback-commands-"));
const out = join(dir, "out.jsonl");
const questions = join(dir, "questions.jsonl");
beforeAll(() => writeFileSync(questions, ""));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Runs a command on an app database that is not there yet and a data folder without demo data. */
function run(command: string, ...args: readonly string[]) {
  const database = join(dir, `${command.replaceAll("/", "-")}-${args[0] ?? ""}`, "app.sqlite");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", command, ...args], {
    encoding: "utf8",
    timeout: 60_000,
    env: { ...process.env, DATABASE_URL: `file:${database}`, TELLBACK_DATA_DIR: dir },
  });
  return { status, said: `${stdout}${stderr}`.trim() };
}

describe("a command", { timeout: 90_000 }, () => {
  it.each([
    [["lib/alerts/cli.ts", "status"], /^Channels: none is set/],
    [["lib/alerts/cli.ts", "mute", "1"], /^All rules muted for 1 hours/],
    [["lib/ask/cli-replay.ts"], /^0 same, 0 data changed/],
  ])("makes the app's database where there is none: %j", ([command = "", ...args], said) => {
    expect(run(command, ...args)).toMatchObject({ status: 0, said: expect.stringMatching(said) });
  });

  it.each([
    ["bank", "held"],
    ["shop", questions],
    ["learning", "bank"],
  ])("asks the demo data of TELLBACK_DATA_DIR: eval %s", (set, input) => {
    const { status, said } = run("lib/ask/cli-eval.ts", set, input, out);
    expect(said).toContain(join(dir, set === "shop" ? "shop.sqlite" : "bank.sqlite"));
    expect(status).toBe(1);
  });

  it.each([
    [["lib/ask/cli-eval.ts", "logs", join(dir, "none"), out], `There is no such file or folder: ${join(dir, "none")}.`],
    [["lib/metrics/cli.ts", join(dir, "none", "r.html")], `There is no such file or folder: ${join(dir, "none", "r.html")}.`],
    [["lib/engines/logs/cli.ts", "analyze", dir], "This is a folder, not a file."],
    [
      ["lib/learning/memory/cli-train-alike.ts", join(dir, "none")],
      `There is no such file or folder: ${join(dir, "none", "questions.jsonl")}.`,
    ],
  ])("says in one line what is wrong with a file: %j", ([command = "", ...args], said) => {
    expect(run(command, ...args)).toEqual({ status: 1, said });
  });

  it("takes no day for now that the calendar lacks: ask --now", () => {
    const { status, said } = run("lib/engines/text2sql/cli.ts", "--db", "data/bank.sqlite", "how many loans", "--now", "2026-02-30");
    expect(said).toMatch(/^TIME must be a local time such as 2026-11-18 15:30:00/);
    expect(status).toBe(2);
  });
});
