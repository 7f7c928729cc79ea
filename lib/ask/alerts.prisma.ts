import { env } from "@/lib/ask/wiring-parts";
import { loadAlertRules } from "@/lib/alerts/own-rules.fs";
import { defaultRules, withOwnRules } from "@/lib/alerts/rules";
import { channelsOf, type Channel } from "@/lib/alerts/send.http";
import { checkAlerts, muteAlerts, readRules, sendDue, unmuteRule, type AlertSettings, type RuleStatus } from "@/lib/alerts/watch.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { logError } from "@/lib/platform/log";
import { remember } from "@/lib/platform/remember";

const EVERY_MS = 20_000;

/** Watches the figures where a channel is set, once per process; a breach is told within a minute. */
export function startAlerts(): void {
  const settings = alertSettings();
  if (channelsOf(settings.targets).length === 0) return;
  remember("alerts", () => {
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      void turn(settings)
        .catch((cause: unknown) => logError("The alerts could not be checked", cause))
        .finally(() => (busy = false));
    }, EVERY_MS);
    return timer.unref();
  });
}

async function turn(settings: AlertSettings): Promise<void> {
  await checkAlerts(prisma(), settings, new Date());
  await sendDue(prisma(), settings.targets, new Date());
}

/** Channels and rules from the environment and the operator's file. */
export function alertSettings(): AlertSettings {
  const {
    TELLBACK_ALERT_WEBHOOK,
    TELLBACK_ALERT_SECRET,
    TELLBACK_ALERT_SLACK,
    TELLBACK_ALERT_EMAIL,
    TELLBACK_SMTP_URL,
    TELLBACK_ALERT_SUCCESS,
    TELLBACK_ALERT_SATISFACTION,
    TELLBACK_ALERT_RESPONSE_MS,
    TELLBACK_ALERT_RULES,
    TELLBACK_URL,
    HOST,
    PORT,
  } = env();
  return {
    targets: {
      webhook: TELLBACK_ALERT_WEBHOOK,
      secret: TELLBACK_ALERT_SECRET,
      slack: TELLBACK_ALERT_SLACK,
      email: TELLBACK_ALERT_EMAIL,
      smtp: TELLBACK_SMTP_URL,
    },
    rules: withOwnRules(
      defaultRules({ success: TELLBACK_ALERT_SUCCESS, satisfaction: TELLBACK_ALERT_SATISFACTION, responseMs: TELLBACK_ALERT_RESPONSE_MS }),
      remember("alert-rules", () => loadAlertRules(TELLBACK_ALERT_RULES)),
    ),
    url: TELLBACK_URL ?? `http://${HOST}:${PORT}`,
  };
}

/** How the rules stand now, and who is told. */
export async function loadAlerts(): Promise<{ readonly rules: readonly RuleStatus[]; readonly channels: readonly Channel[] }> {
  const { rules, targets } = alertSettings();
  return { rules: await readRules(prisma(), rules, new Date()), channels: channelsOf(targets) };
}

/** Mutes one rule for so many hours; null speaks again. @returns false when there is no such rule */
export async function muteRule(rule: string, hours: number | null): Promise<boolean> {
  const names = alertSettings().rules.map(({ name }) => name);
  if (!names.includes(rule)) return false;
  if (hours === null) await unmuteRule(prisma(), rule, names);
  else await muteAlerts(prisma(), new Date(Date.now() + hours * 3_600_000), rule);
  return true;
}
