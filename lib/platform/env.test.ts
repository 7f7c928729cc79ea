import { describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/platform/env";

describe("parseEnv", () => {
  it("needs nothing, because every setting has a default that works on one machine", () => {
    const env = parseEnv({});
    expect(env).toMatchObject({
      ok: true,
      value: { PORT: 3000, HOST: "127.0.0.1", DATABASE_URL: "file:data/tellback.sqlite", TELLBACK_SQLITE: [] },
    });
  });

  it("reads an empty variable as absent, as .env files leave them", () => {
    expect(parseEnv({ PORT: "", TELLBACK_NOW: "" })).toMatchObject({ ok: true, value: { PORT: 3000 } });
  });

  it.each([
    ["PORT", "http", /PORT="http" must be a number/],
    ["PORT", "70000", /PORT="70000" must be 1 to 65535/],
    ["PORT", "80.5", /PORT="80.5"/],
    ["HOST", "not a host", /HOST="not a host" must be a host name/],
    ["DATABASE_URL", "postgres://db", /DATABASE_URL="postgres:\/\/db" must be a SQLite file/],
    ["TELLBACK_NOW", "yesterday", /TELLBACK_NOW="yesterday" must be a local time/],
    ["TELLBACK_NOW", "2026-13-45", /TELLBACK_NOW/],
    ["TELLBACK_TRAIN_SCHEDULE", "weekly", /TELLBACK_TRAIN_SCHEDULE="weekly" must be a cron expression such as/],
    ["TELLBACK_MAX_UPLOAD_MB", "0", /must be 1 to 2048/],
    ["TELLBACK_KEEP_DAYS_INTERACTIONS", "-1", /must be 0 to 3650; 0 keeps them for ever/],
    ["TELLBACK_REPORT_SCHEDULE", "now and then", /must be daily, weekly, monthly or a cron expression such as 0 7 \* \* 1/],
    ["LOG_LEVEL", "loud", /LOG_LEVEL="loud" must be debug, info, warn, error or silent/],
  ])("says in one line which variable is wrong and why: %s=%s", (name, value, message) => {
    const env = parseEnv({ [name]: value });
    expect(env.ok).toBe(false);
    if (env.ok) return;
    expect(env.error).toMatch(message);
    expect(env.error).not.toContain("\n");
  });

  it("reads which token is good for which shop, and never repeats a token in its error", () => {
    expect(parseEnv({ TELLBACK_MCP_TOKENS: "token:13, token2:10" })).toMatchObject({
      value: {
        TELLBACK_MCP_TOKENS: new Map([
          ["token", 13],
          ["token2", 10],
        ]),
      },
    });
    const wrong = parseEnv({ TELLBACK_MCP_TOKENS: "hush:x" });
    expect(wrong).toMatchObject({ ok: false, error: expect.stringMatching(/TELLBACK_MCP_TOKENS.*must be TOKEN:SHOP/) });
    expect(JSON.stringify(wrong)).not.toContain("hush");
  });

  it("knows a schedule by its name", () => {
    expect(parseEnv({ TELLBACK_REPORT_SCHEDULE: "weekly" })).toMatchObject({ value: { TELLBACK_REPORT_SCHEDULE: "0 7 * * 1" } });
    expect(parseEnv({ TELLBACK_REPORT_SCHEDULE: "30 6 * * *" })).toMatchObject({ value: { TELLBACK_REPORT_SCHEDULE: "30 6 * * *" } });
  });

  it("splits the operator's files at commas", () => {
    expect(parseEnv({ TELLBACK_SQLITE: "/a.db, /b c.sqlite ," })).toMatchObject({ value: { TELLBACK_SQLITE: ["/a.db", "/b c.sqlite"] } });
  });

  it("takes PostgreSQL databases as connection URLs", () => {
    expect(parseEnv({ TELLBACK_POSTGRES: "postgres://teller:p%40ss@db.example:5433/bank, postgresql://localhost/shop" })).toMatchObject({
      value: { TELLBACK_POSTGRES: ["postgres://teller:p%40ss@db.example:5433/bank", "postgresql://localhost/shop"] },
    });
  });

  it.each(["mysql://teller:s3cret@db/bank", "postgres://teller:s3cret@db", "postgres://teller:s3,cret@db/bank", "s3cret"])(
    "says that %s is no PostgreSQL URL without repeating it, since it holds a password",
    (url) => {
      const env = parseEnv({ TELLBACK_POSTGRES: url });
      expect(env).toMatchObject({
        ok: false,
        error: expect.stringMatching(/^TELLBACK_POSTGRES must be connection URLs such as postgres:/),
      });
      expect(JSON.stringify(env)).not.toContain("cret");
    },
  );
});
