import { createHmac } from "node:crypto";
import nodemailer from "nodemailer";
import { z } from "zod";

/** Where alerts go; what is not set is not used. */
export type AlertTargets = { readonly webhook?: string | undefined; readonly secret?: string | undefined; readonly slack?: string | undefined; readonly email?: string | undefined; readonly smtp?: string | undefined };
export const CHANNELS = ["webhook", "slack", "email"] as const;
export type Channel = (typeof CHANNELS)[number];

export const AlertBody = z.object({ id: z.string(), status: z.enum(["broken", "resolved"]), rule: z.string(), finding: z.string(), link: z.string(), at: z.string() });
export type AlertBody = z.infer<typeof AlertBody>;

const TIMEOUT_MS = 10_000;

/** The channels that are set. */
export function channelsOf(targets: AlertTargets): readonly Channel[] {
  return CHANNELS.filter((channel) => (channel === "email" ? targets.email && targets.smtp : targets[channel]));
}

/**
 * Sends one alert by one channel. The webhook gets JSON with `X-Tellback-Signature: sha256=HMAC` over the exact body.
 * @throws Error when it was not taken; the caller tries again
 */
export async function sendAlert(channel: Channel, body: AlertBody, targets: AlertTargets): Promise<void> {
  const text = `${body.status === "broken" ? "Tellback alert" : "Tellback: resolved"}: ${body.finding}\n${body.link}`;
  switch (channel) {
    case "webhook": {
      const json = JSON.stringify(body);
      const signature: Readonly<Record<string, string>> = targets.secret === undefined ? {} : { "x-tellback-signature": `sha256=${createHmac("sha256", targets.secret).update(json).digest("hex")}` };
      return post(targets.webhook ?? "", json, signature);
    }
    case "slack":
      return post(targets.slack ?? "", JSON.stringify({ text }), {});
    case "email": {
      const mail = nodemailer.createTransport(targets.smtp ?? "", { from: `Tellback <${targets.email ?? ""}>` });
      try {
        await mail.sendMail({ to: targets.email, subject: `${body.status === "broken" ? "Alert" : "Resolved"}: ${body.rule}`, text, messageId: `<${body.id}@tellback>` });
      } finally {
        mail.close();
      }
      return;
    }
    default:
      return channel satisfies never;
  }
}

async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch(url, { method: "POST", body, headers: { "content-type": "application/json", ...headers }, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
}
