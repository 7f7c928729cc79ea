import { MuteHours, type AlertRule } from "@/lib/alerts/rules";
import { sendAlert, channelsOf } from "@/lib/alerts/send.http";
import { ALL_RULES, muteAlerts, readRules, unmuteAlerts, unmuteRule } from "@/lib/alerts/watch.prisma";
import { alertSettings } from "@/lib/ask/alerts.prisma";
import { numberText } from "@/lib/language/text-values";
import { prisma } from "@/lib/platform/client.prisma";
import { requireEnv } from "@/lib/platform/env";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { runCommand } from "@/lib/platform/run-command.fs";

const USAGE = "npm run alerts -- status | test | mute HOURS [RULE] | unmute [RULE]";
const STATES = { broken: "BROKEN ", within: "within ", few: "too few" } as const;

/** Alerts from the command line: what is broken, a try of the channels, silence for a while. */
async function main([command, ...args]: readonly string[]): Promise<void> {
  migrate(requireEnv().DATABASE_URL, "prisma/migrations");
  const { targets, rules, url } = alertSettings();
  const now = new Date();
  switch (command) {
    case "status": {
      const [status, waiting] = await Promise.all([readRules(prisma(), rules, now), prisma().alertMessage.findMany()]);
      console.log(`Channels: ${channelsOf(targets).join(", ") || "none is set"}.`);
      for (const { name, state, finding, since, mutedUntil } of status)
        console.log(
          `${STATES[state]} ${name}: ${finding}${since ? ` Since ${since.toISOString()}.` : ""}${mutedUntil ? ` Muted until ${mutedUntil.toISOString()}.` : ""}`,
        );
      for (const { channel, attempts, lastError } of waiting)
        console.log(`waiting for ${channel}, ${attempts} tries: ${lastError ?? "due"}`);
      return;
    }
    case "test":
      if (channelsOf(targets).length === 0)
        throw new Error("No channel is set, so nothing can be tried: set TELLBACK_ALERT_WEBHOOK, _SLACK or _EMAIL.");
      for (const channel of channelsOf(targets)) {
        await sendAlert(
          channel,
          {
            id: crypto.randomUUID(),
            status: "resolved",
            rule: "test",
            finding: "This is a try of the channel.",
            link: `${url}/insights`,
            at: now.toISOString(),
          },
          targets,
        );
        console.log(`${channel} took it.`);
      }
      return;
    case "mute": {
      const [said, rule] = args;
      const hours = numberText(MuteHours).safeParse(said);
      if (!hours.success) throw new Error(`HOURS ${hours.error.issues[0]?.message}: ${USAGE}`);
      await muteAlerts(prisma(), new Date(now.getTime() + hours.data * 3_600_000), rule === undefined ? ALL_RULES : known(rule, rules));
      return console.log(`${rule ?? "All rules"} muted for ${hours.data} hours.`);
    }
    case "unmute": {
      const [rule] = args;
      const names = rules.map(({ name }) => name);
      await (rule === undefined ? unmuteAlerts(prisma()) : unmuteRule(prisma(), known(rule, rules), names));
      return console.log(`${rule ?? "All rules"} not muted any more.`);
    }
    default:
      throw new Error(USAGE);
  }
}

function known(rule: string, rules: readonly AlertRule[]): string {
  if (rules.some(({ name }) => name === rule)) return rule;
  throw new Error(`There is no rule “${rule}”; there are ${rules.map(({ name }) => name).join(", ")}.`);
}

runCommand(main);
