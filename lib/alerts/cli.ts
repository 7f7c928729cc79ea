import { existsSync } from "node:fs";
import { sendAlert, channelsOf } from "@/lib/alerts/send.http";
import { muteAlerts } from "@/lib/alerts/watch.prisma";
import { alertSettings } from "@/lib/ask/alerts.prisma";
import { prisma } from "@/lib/platform/client.prisma";

const USAGE = "npm run alerts -- status | test | mute HOURS | unmute";

/** Alerts from the command line: what is broken, a try of the channels, silence for a while. */
async function main([command, hours]: readonly string[]): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { targets, url } = alertSettings();
  const now = new Date();
  switch (command) {
    case "status": {
      const [broken, waiting, mute] = await Promise.all([prisma().alertState.findMany(), prisma().alertMessage.findMany(), prisma().alertMute.findFirst()]);
      console.log(`Channels: ${channelsOf(targets).join(", ") || "none is set"}. ${mute && mute.until > now ? `Muted until ${mute.until.toISOString()}.` : "Not muted."}`);
      for (const { rule, since } of broken) console.log(`broken since ${since.toISOString()}: ${rule}`);
      for (const { channel, attempts, lastError } of waiting) console.log(`waiting for ${channel}, ${attempts} tries: ${lastError ?? "due"}`);
      return;
    }
    case "test":
      for (const channel of channelsOf(targets)) {
        await sendAlert(channel, { id: crypto.randomUUID(), status: "resolved", rule: "test", finding: "This is a try of the channel.", link: `${url}/insights`, at: now.toISOString() }, targets);
        console.log(`${channel} took it.`);
      }
      return;
    case "mute":
      if (!(Number(hours) > 0)) throw new Error(USAGE);
      await muteAlerts(prisma(), new Date(now.getTime() + Number(hours) * 3_600_000));
      return console.log(`Muted for ${hours} hours.`);
    case "unmute":
      await muteAlerts(prisma(), null);
      return console.log("Not muted any more.");
    default:
      throw new Error(USAGE);
  }
}

main(process.argv.slice(2)).catch((cause: unknown) => {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
});
