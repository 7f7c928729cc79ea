import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import { changesOf, findBreaches, type Thresholds, type Watched } from "@/lib/alerts/rules";
import { AlertBody, CHANNELS, channelsOf, sendAlert, type AlertTargets } from "@/lib/alerts/send.http";

export type AlertSettings = { readonly targets: AlertTargets; readonly thresholds: Thresholds; /** base address of the app, for the link */ readonly url: string };

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;
const LONGEST_WAIT_S = 600;
const GIVE_UP_AFTER = 50;

const WatchedRecord = z.object({ finished: z.coerce.number(), success: z.coerce.number(), failed: z.coerce.number(), meanMs: z.coerce.number().nullable(), up: z.coerce.number(), down: z.coerce.number() });

/** Checks the rules, and puts one message for each change and channel in line. While muted, changes are noted and not told. */
export async function checkAlerts(db: PrismaClient, settings: AlertSettings, now: Date): Promise<number> {
  const [current, lastWeek, known, mute] = await Promise.all([readDay(db, now), readDay(db, new Date(now.getTime() - WEEK_MS)), db.alertState.findMany(), db.alertMute.findFirst()]);
  const events = changesOf(known.map(({ rule }) => rule), findBreaches(current, lastWeek, settings.thresholds));
  if (events.length === 0) return 0;
  const silent = mute !== null && mute.until > now;
  const messages = silent ? [] : events.flatMap(({ status, rule, finding, query }) => channelsOf(settings.targets).map((channel) => {
    const body: AlertBody = { id: randomUUID(), status, rule, finding, link: `${settings.url}/insights?${query}`, at: now.toISOString() };
    return { id: body.id, channel, body, nextAt: now };
  }));
  await db.$transaction([
    ...events.map(({ status, rule }) => (status === "broken" ? db.alertState.upsert({ where: { rule }, create: { rule, since: now }, update: {} }) : db.alertState.deleteMany({ where: { rule } }))),
    db.alertMessage.createMany({ data: messages }),
  ]);
  return messages.length;
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
      const lastError = cause instanceof Error ? cause.message : String(cause);
      const wait = Math.min(LONGEST_WAIT_S, 2 ** Math.min(attempts + 1, 10));
      if (attempts + 1 >= GIVE_UP_AFTER) await db.alertMessage.deleteMany({ where: { id } });
      else await db.alertMessage.updateMany({ where: { id }, data: { attempts: attempts + 1, nextAt: new Date(now.getTime() + wait * 1000), lastError } });
    }
  }
  return sent;
}

/** Says nothing until then; null speaks again. */
export async function muteAlerts(db: PrismaClient, until: Date | null): Promise<void> {
  if (until === null) await db.alertMute.deleteMany();
  else await db.alertMute.upsert({ where: { id: 1 }, create: { id: 1, until }, update: { until } });
}

/** The 24 hours that end at an instant. */
async function readDay(db: PrismaClient, end: Date): Promise<Watched> {
  const from = new Date(end.getTime() - 24 * HOUR_MS);
  const [row] = await db.$queryRaw<unknown[]>`SELECT coalesce(sum("outcome" <> 'unfinished'), 0) AS "finished", coalesce(sum("outcome" IN ('answered', 'empty')), 0) AS "success", coalesce(sum("outcome" = 'failed'), 0) AS "failed",
    avg("totalMs") AS "meanMs", coalesce(sum("ratedUp"), 0) AS "up", coalesce(sum("ratedDown"), 0) AS "down" FROM "Interaction" WHERE "askedAt" > ${from} AND "askedAt" <= ${end}`;
  return WatchedRecord.parse(row);
}
