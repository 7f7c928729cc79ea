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
    ["PORT", "http", /^PORT must be a number/],
    ["PORT", "70000", /^PORT must be 1 to 65535/],
    ["PORT", "80.5", /^PORT must be a whole number/],
    ["HOST", "not a host", /^HOST must be a host name/],
    ["DATABASE_URL", "postgres://db", /^DATABASE_URL must be a SQLite file/],
    ["TELLBACK_NOW", "yesterday", /^TELLBACK_NOW must be a local time/],
    ["TELLBACK_NOW", "2026-13-45", /TELLBACK_NOW/],
    ["TELLBACK_NOW", "2026-02-30", /^TELLBACK_NOW must be a local time of the calendar/],
    ["TELLBACK_NOW", "2026-06-31 10:00", /^TELLBACK_NOW must be a local time of the calendar/],
    ["TELLBACK_NOW", "2026-11-18 24:00:00", /^TELLBACK_NOW must be a local time of the calendar/],
    ["HOST", "localhost:3000", /^HOST must be a host name or an IP address, without a port/],
    ["TELLBACK_MCP_TOKENS", "token:13,token:10", /^TELLBACK_MCP_TOKENS names a token twice/],
    ["TELLBACK_WORDING_MODEL", "../models", /^TELLBACK_WORDING_MODEL must be the name of a model/],
    ["TELLBACK_QUERY_TIMEOUT_MS", "100.5", /^TELLBACK_QUERY_TIMEOUT_MS must be a whole number/],
    ["TELLBACK_SMTP_URL", "smtp://me:p#ss@mail:25", /^TELLBACK_SMTP_URL must be smtp:/],
    ["TELLBACK_ALERT_EMAIL", "me@shop.example", /^TELLBACK_ALERT_EMAIL needs TELLBACK_SMTP_URL/],
    ["TELLBACK_TRAIN_SCHEDULE", "weekly", /^TELLBACK_TRAIN_SCHEDULE must be a cron expression such as/],
    ["TELLBACK_MAX_UPLOAD_MB", "0", /must be 1 to 2048/],
    ["TELLBACK_KEEP_DAYS_INTERACTIONS", "-1", /must be 0 to 3650; 0 keeps them for ever/],
    ["TELLBACK_REPORT_SCHEDULE", "now and then", /must be daily, weekly, monthly or a cron expression such as 0 7 \* \* 1/],
    ["LOG_LEVEL", "loud", /^LOG_LEVEL must be debug, info, warn, error or silent/],
  ])("says in one line which variable is wrong and why: %s=%s", (name, value, message) => {
    const env = parseEnv({ [name]: value });
    expect(env.ok).toBe(false);
    if (env.ok) return;
    expect(env.error).toMatch(message);
    expect(env.error).not.toContain("\n");
  });

  it.each([
    ["TELLBACK_SMTP_URL", "smtp:/bot:hunter2@mail:25"],
    ["TELLBACK_ALERT_SECRET", "hunter2"],
    ["TELLBACK_ALERT_WEBHOOK", "hooks.example/hunter2"],
    ["TELLBACK_ALERT_SLACK", "hooks.slack.com/hunter2"],
    ["TELLBACK_ALERT_EMAIL", "bot:hunter2@mail"],
    ["TELLBACK_MCP_TOKENS", "hunter2:x"],
    ["TELLBACK_URL", "bot:hunter2@here"],
    ["MLFLOW_TRACKING_URI", "bot:hunter2@mlflow:5000"],
    ["DATABASE_URL", "postgres://bot:hunter2@db/tellback"],
  ])("never repeats what %s holds, since it may be a secret", (name, value) => {
    const env = parseEnv({ [name]: value });
    expect(env).toMatchObject({ ok: false, error: expect.stringMatching(new RegExp(`^${name} must `)) });
    expect(JSON.stringify(env)).not.toContain("hunter2");
  });

  it.each(["TELLBACK_ALERT_WEBHOOK", "TELLBACK_ALERT_SLACK", "MLFLOW_TRACKING_URI"])(
    "takes no user and password in %s, since no request could be made to it and its failures would show them",
    (name) => {
      const env = parseEnv({ [name]: "http://bot:hunter2@mlflow:5000" });
      expect(env).toMatchObject({ ok: false, error: expect.stringMatching(new RegExp(`^${name} must .*without a user and password`)) });
      expect(JSON.stringify(env)).not.toContain("hunter2");
    },
  );

  it.each([
    ["2026-11-18", "2026-11-18 00:00:00"],
    ["2028-02-29 23:59", "2028-02-29 23:59:00"],
    ["2026-11-18T15:30:00", "2026-11-18 15:30:00"],
  ])("takes %s as now, to the second", (value, now) => {
    expect(parseEnv({ TELLBACK_NOW: value })).toMatchObject({ value: { TELLBACK_NOW: now } });
  });

  it.each(["0.0.0.0", "::", "[::1]", "fe80::1", "my-host.example"])("listens at %s", (value) => {
    expect(parseEnv({ HOST: value })).toMatchObject({ ok: true });
  });

  it("reads which token is good for which shop", () => {
    expect(parseEnv({ TELLBACK_MCP_TOKENS: "token:13, token2:10" })).toMatchObject({
      value: {
        TELLBACK_MCP_TOKENS: new Map([
          ["token", 13],
          ["token2", 10],
        ]),
      },
    });
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
