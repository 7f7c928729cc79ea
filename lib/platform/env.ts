import { z } from "zod";
import { readLocalTime } from "@/lib/platform/clock";
import { LOG_LEVELS } from "@/lib/platform/log";
import { NAMED_SCHEDULES } from "@/lib/platform/named-schedules";
import { cronProblem } from "@/lib/platform/schedule";
import { err, ok, type Result } from "@/lib/platform/result";

const HOST_NAME = /^[\w.-]+$/;
const IPV6 = /^\[?[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*\]?$/i;
const TOKEN_OF_SHOP = /^[^\s,:]+:\d{1,9}$/;

const CORRECT_IT = "correct it in the environment or in .env.";

/** 0 keeps for ever. */
const keepDays = (days: number) =>
  z.coerce
    .number("must be a number of days")
    .int("must be a whole number of days")
    .min(0, "must be 0 to 3650; 0 keeps them for ever")
    .max(3650, "must be 0 to 3650; 0 keeps them for ever")
    .default(days);

const share = (usual: number) => {
  const sentence = "must be a share from 0 to 1";
  return z.coerce.number(sentence).min(0, sentence).max(1, sentence).default(usual);
};

const commaList = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  );

/** No request can be made to an address with a password in it, and a failure would show it. */
const address = (sentence: string) =>
  z
    .url({ protocol: /^https?$/, error: sentence, abort: true })
    .refine((text) => !hasPassword(text), `${sentence}, without a user and password`);
const baseAddress = (sentence: string) => address(sentence).transform((uri) => uri.replace(/\/+$/, ""));

const cron = (sentence: string) => (text: string, context: z.RefinementCtx) => {
  const problem = cronProblem(text);
  if (problem) context.addIssue({ code: "custom", message: `${sentence}: ${problem.replace(/\.$/u, "")}` });
};

const EnvSchema = z.object({
  PORT: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(1, "must be 1 to 65535")
    .max(65535, "must be 1 to 65535")
    .default(3000),
  HOST: z
    .string()
    .refine((text) => HOST_NAME.test(text) || IPV6.test(text), "must be a host name or an IP address, without a port")
    .default("127.0.0.1"),
  DATABASE_URL: z
    .string()
    .regex(/^file:.+/, "must be a SQLite file as file:PATH")
    .default("file:data/tellback.sqlite"),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be ${LOG_LEVELS.slice(0, -1).join(", ")} or silent`).default("info"),
  TELLBACK_DATA_DIR: z.string().min(1, "must be a folder").default("data"),
  TELLBACK_NOW: z
    .string()
    .transform((text, context) => {
      const time = readLocalTime(text);
      if (time === null) context.addIssue({ code: "custom", message: "must be a local time of the calendar such as 2026-11-18 15:30:00" });
      return time ?? "";
    })
    .optional(),
  TELLBACK_SQLITE: commaList,
  TELLBACK_WORDING_MODEL: z
    .string()
    .regex(/^\w[\w.-]*(\/\w[\w.-]*)?$/, "must be the name of a model such as Xenova/flan-t5-small")
    .optional(),
  TELLBACK_MODEL_DOWNLOADS: z.stringbool("must be true or false").default(false),
  TELLBACK_MAX_UPLOAD_MB: z.coerce.number("must be a number").min(1, "must be 1 to 2048").max(2048, "must be 1 to 2048").default(2048),
  TELLBACK_LOG_RULES: z.string().optional(),
  TELLBACK_KEEP_DAYS_INTERACTIONS: keepDays(0),
  TELLBACK_KEEP_DAYS_UPLOADS: keepDays(90),
  TELLBACK_KEEP_DAYS_ARTIFACTS: keepDays(0),
  TELLBACK_POSTGRES: commaList.refine(
    (urls) => urls.every(isPostgresUrl),
    "must be connection URLs such as postgres://user:password@host:5432/database, separated by commas, with special characters of the password percent-encoded",
  ),
  TELLBACK_QUERY_TIMEOUT_MS: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(100, "must be 100 to 600000")
    .max(600_000, "must be 100 to 600000")
    .default(10_000),
  TELLBACK_MCP_TOKENS: commaList
    .refine(
      (entries) => entries.every((entry) => TOKEN_OF_SHOP.test(entry)),
      "must be TOKEN:SHOP pairs separated by commas, such as a-long-secret:13; a token has no spaces, commas and colons",
    )
    .refine((entries) => new Set(entries.map(tokenOf)).size === entries.length, "names a token twice; each is good for one shop")
    .transform(
      (entries): ReadonlyMap<string, number> =>
        new Map(entries.map((entry) => [tokenOf(entry), Number(entry.slice(entry.indexOf(":") + 1))])),
    ),
  TELLBACK_URL: baseAddress("must be the address of this app such as http://127.0.0.1:3000").optional(),
  TELLBACK_ALERT_WEBHOOK: address("must be an http(s) address").optional(),
  TELLBACK_ALERT_SECRET: z.string().min(8, "must have 8 characters or more").optional(),
  TELLBACK_ALERT_SLACK: address("must be an http(s) address").optional(),
  TELLBACK_ALERT_EMAIL: z.email("must be an e-mail address").optional(),
  TELLBACK_SMTP_URL: z
    .string()
    .refine(
      (text) => isAddress(text, /^smtps?:$/),
      "must be smtp://USER:PASSWORD@HOST:PORT or smtps://…, with special characters of the password percent-encoded",
    )
    .optional(),
  TELLBACK_ALERT_SUCCESS: share(0.9),
  TELLBACK_ALERT_SATISFACTION: share(0.7),
  TELLBACK_ALERT_RESPONSE_MS: z.coerce.number("must be milliseconds").min(1, "must be 1 or more").default(10_000),
  TELLBACK_TRAIN_SCHEDULE: z.string().superRefine(cron("must be a cron expression such as 0 3 * * 1, Mondays at 3:00")).optional(),
  TELLBACK_REPORT_SCHEDULE: z
    .string()
    .transform((text) => NAMED_SCHEDULES[text.trim()] ?? text.trim())
    .superRefine(cron("must be daily, weekly, monthly or a cron expression such as 0 7 * * 1"))
    .optional(),
  TELLBACK_ALERT_RULES: z.string().optional(),
  MLFLOW_TRACKING_URI: baseAddress("must be the address of an MLflow server such as http://127.0.0.1:5000").optional(),
});

function hasPassword(address: string): boolean {
  const { username, password } = new URL(address);
  return username !== "" || password !== "";
}

function isAddress(text: string, protocol: RegExp): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return protocol.test(url.protocol) && url.hostname !== "";
}

function isPostgresUrl(text: string): boolean {
  return isAddress(text, /^postgres(ql)?:$/) && new URL(text).pathname.length > 1;
}

const tokenOf = (entry: string): string => entry.slice(0, entry.indexOf(":"));

/** The checked environment. Paths are as written, relative to the working folder. */
export type Env = z.infer<typeof EnvSchema>;

/**
 * Checks the environment once at start.
 * @returns the typed settings, or one line that names the variable and what it must be, never what it held: that may be a password
 */
export function parseEnv(raw: Readonly<Record<string, string | undefined>>): Result<Env, string> {
  const filled = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = EnvSchema.safeParse(filled);
  if (parsed.success) {
    const missing = parsed.data.TELLBACK_ALERT_EMAIL !== undefined && parsed.data.TELLBACK_SMTP_URL === undefined;
    return missing ? err(`TELLBACK_ALERT_EMAIL needs TELLBACK_SMTP_URL, or no mail can be sent; ${CORRECT_IT}`) : ok(parsed.data);
  }
  const issue = parsed.error.issues[0];
  return err(`${String(issue?.path[0])} ${issue?.message ?? "is not usable"}; ${CORRECT_IT}`);
}

/** The checked environment of this process. @throws Error with the one line of `parseEnv` */
export function requireEnv(): Env {
  const parsed = parseEnv(process.env);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}
