import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import { SUCCESS_SQL } from "@/lib/answers/success";
import { checkRule, Watched, type RuleCheck } from "@/lib/alerts/check-rule";
import type { AlertRule } from "@/lib/alerts/rules";
import { AlertBody, CHANNELS, channelsOf, sendAlert, type AlertTargets, type Channel } from "@/lib/alerts/send.http";
import { rowCondition } from "@/lib/metrics/filter-sql";
import { backOff } from "@/lib/platform/back-off";
import { localDay } from "@/lib/platform/local-day";
import { logError } from "@/lib/platform/log";
import { messageOf } from "@/lib/platform/message-of";

export type AlertSettings = {
  readonly targets: AlertTargets;
  readonly rules: readonly AlertRule[];
  /** base address of the app, for the link */ readonly url: string;
};
/** A rule as it stands: since when it is broken, and until when it is muted. */
export type RuleStatus = RuleCheck & { readonly name: string; readonly since: Date | null; readonly mutedUntil: Date | null };

/** Mutes every rule. */
export const ALL_RULES = "*";

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;
const LONGEST_WAIT_S = 600;
const GIVE_UP_AFTER = 50;

/** How every rule stands at an instant. */
export async function readRules(db: PrismaClient, rules: readonly AlertRule[], now: Date): Promise<readonly RuleStatus[]> {
  const [known, mutes] = await Promise.all([db.alertState.findMany(), db.alertMute.findMany({ where: { until: { gt: now } } })]);
  const spans = new Map<string, Promise<Watched>>();
  const watched = (rule: AlertRule, end: Date) => {
    const key = JSON.stringify([rule.hours, rule.filter, end]);
    const span = spans.get(key) ?? readSpan(db, rule, end);
    spans.set(key, span);
    return span;
  };
  return Promise.all(
    rules.map(async (rule): Promise<RuleStatus> => {
      const check = checkRule(rule, await watched(rule, now), await watched(rule, new Date(now.getTime() - WEEK_MS)));
      const muted = mutes.filter(({ rule: name }) => name === rule.name || name === ALL_RULES).map(({ until }) => until.getTime());
      return {
        ...check,
        name: rule.name,
        since: known.find((state) => state.rule === rule.name)?.since ?? null,
        mutedUntil: muted.length === 0 ? null : new Date(Math.max(...muted)),
      };
    }),
  );
}

/**
 * Checks the rules, and puts one message for each change and channel in line: one when a rule breaks, one when it is well again. While
 * muted, changes are noted and not told.
 */
export async function checkAlerts(db: PrismaClient, settings: AlertSettings, now: Date): Promise<number> {
  const rules = await readRules(db, settings.rules, now);
  const changed = rules.filter(({ state, since }) => (state === "broken") !== (since !== null));
  if (changed.length === 0) return 0;
  const messages = changed
    .filter(({ mutedUntil }) => mutedUntil === null)
    .flatMap((rule) => channelsOf(settings.targets).map((channel) => messageRow(channel, changeOf(rule, settings.url), now)));
  await db.$transaction([
    ...changed.map(({ state, name }) =>
      state === "broken"
        ? db.alertState.upsert({ where: { rule: name }, create: { rule: name, since: now }, update: {} })
        : db.alertState.deleteMany({ where: { rule: name } }),
    ),
    db.alertMessage.createMany({ data: messages }),
  ]);
  return messages.length;
}

type Said = Omit<AlertBody, "id" | "at">;

/** What is told of a rule that broke, or is well again. */
function changeOf({ state, name, finding, query }: RuleStatus, url: string): Said {
  return state === "broken"
    ? { status: "broken", rule: name, finding, link: `${url}/insights?${query}` }
    : { status: "resolved", rule: name, finding: `“${name}” is back within its limit.`, link: `${url}/insights?period=7d` };
}

function messageRow(channel: Channel, said: Said, now: Date) {
  const body: AlertBody = { id: randomUUID(), at: now.toISOString(), ...said };
  return { id: body.id, channel, body, nextAt: now };
}

/** Puts a report in line for each channel. @param report `link` leads to its figures, `html` is the report itself */
export async function queueReport(
  db: PrismaClient,
  targets: AlertTargets,
  { finding, link, name, html }: { readonly finding: string; readonly link: string; readonly name: string; readonly html: string },
  now: Date,
): Promise<void> {
  const said: Said = { status: "report", rule: name.replace(/\.html$/, ""), finding, link };
  await db.alertMessage.createMany({
    data: channelsOf(targets).map((channel) => messageRow(channel, channel === "email" ? { ...said, file: { name, html } } : said, now)),
  });
}

/** Sends what is due; what is not taken is tried again, ever later. @returns how many were taken */
export async function sendDue(db: PrismaClient, targets: AlertTargets, now: Date): Promise<number> {
  const due = await db.alertMessage.findMany({ where: { nextAt: { lte: now } }, orderBy: { nextAt: "asc" }, take: 20 });
  let sent = 0;
  for (const { id, channel, body, attempts } of due) {
    try {
      await sendAlert(z.enum(CHANNELS).parse(channel), AlertBody.parse(body), targets);
      await db.alertMessage.deleteMany({ where: { id } });
      sent += 1;
    } catch (cause) {
      const lastError = messageOf(cause);
      if (attempts + 1 >= GIVE_UP_AFTER) {
        logError(`An alert by ${channel} was given up after ${GIVE_UP_AFTER} tries`, cause);
        await db.alertMessage.deleteMany({ where: { id } });
      } else
        await db.alertMessage.updateMany({
          where: { id },
          data: { attempts: attempts + 1, nextAt: new Date(now.getTime() + backOff(attempts + 1, LONGEST_WAIT_S) * 1000), lastError },
        });
    }
  }
  return sent;
}

/** Says nothing of a rule, or of all, until then. */
export async function muteAlerts(db: PrismaClient, until: Date, rule: string = ALL_RULES): Promise<void> {
  await db.alertMute.upsert({ where: { rule }, create: { rule, until }, update: { until } });
}

/** Speaks of all rules again. */
export async function unmuteAlerts(db: PrismaClient): Promise<void> {
  await db.alertMute.deleteMany();
}

/** Speaks of one rule again; where all are muted, the others stay so. @param rules the names of all */
export async function unmuteRule(db: PrismaClient, rule: string, rules: readonly string[]): Promise<void> {
  await db.$transaction(async (tx) => {
    const mutes = await tx.alertMute.findMany();
    const all = mutes.find((mute) => mute.rule === ALL_RULES);
    const others = all === undefined ? [] : rules.filter((name) => name !== rule);
    await tx.alertMute.deleteMany({ where: { rule: { in: [rule, ALL_RULES] } } });
    for (const name of others) {
      const own = mutes.find((mute) => mute.rule === name);
      const until = all && (own === undefined || own.until < all.until) ? all.until : own?.until;
      if (until) await tx.alertMute.upsert({ where: { rule: name }, create: { rule: name, until }, update: { until } });
    }
  });
}

/** The span of a rule that ends at an instant; the hours of the index narrow it, the instants are exact. */
async function readSpan(db: PrismaClient, { hours, filter }: AlertRule, end: Date): Promise<Watched> {
  const from = new Date(end.getTime() - hours * HOUR_MS);
  const { sql, params } = rowCondition({ ...filter, period: "custom", fromDay: localDay(from), toDay: localDay(end) });
  const rows = await db.$queryRawUnsafe<unknown[]>(
    `SELECT count(*) AS "questions", coalesce(sum("outcome" <> 'unfinished'), 0) AS "finished", coalesce(sum(${SUCCESS_SQL}), 0) AS "success", coalesce(sum("outcome" = 'failed'), 0) AS "failed",
      count("totalMs") AS "timed", avg("totalMs") AS "meanMs", count("confidence") AS "confident", avg("confidence") AS "meanConfidence", coalesce(sum("ratedUp"), 0) AS "up", coalesce(sum("ratedDown"), 0) AS "down"
     FROM "Interaction" INDEXED BY "Interaction_filtered_idx" WHERE ${sql} AND "askedAt" > ? AND "askedAt" <= ?`,
    ...params,
    from,
    end,
  );
  return Watched.parse(rows[0]);
}
