import { createHmac } from "node:crypto";
import nodemailer from "nodemailer";
import { z } from "zod";

/** Where alerts go; what is not set is not used. */
export type AlertTargets = {
  readonly webhook?: string | undefined;
  readonly secret?: string | undefined;
  readonly slack?: string | undefined;
  readonly email?: string | undefined;
  readonly smtp?: string | undefined;
};
export const CHANNELS = ["webhook", "slack", "email"] as const;
export type Channel = (typeof CHANNELS)[number];

/** A message: a rule that is broken or well again, or a report, whose file goes with the e-mail only. */
export const AlertBody = z.object({
  id: z.string(),
  status: z.enum(["broken", "resolved", "report"]),
  rule: z.string(),
  finding: z.string(),
  link: z.string(),
  at: z.string(),
  file: z.object({ name: z.string(), html: z.string() }).optional(),
});
export type AlertBody = z.infer<typeof AlertBody>;

const TIMEOUT_MS = 10_000;

/** The channels that are set. */
export function channelsOf(targets: AlertTargets): readonly Channel[] {
  return CHANNELS.filter((channel) => (channel === "email" ? targets.email && targets.smtp : targets[channel]));
}

const TITLES: Readonly<Record<AlertBody["status"], { readonly text: string; readonly subject: string }>> = {
  broken: { text: "Tellback alert", subject: "Alert" },
  resolved: { text: "Tellback: resolved", subject: "Resolved" },
  report: { text: "Tellback report", subject: "Report" },
};

/**
 * Sends one message by one channel. The webhook gets JSON with `X-Tellback-Signature: sha256=HMAC` over the exact body.
 * @throws Error when it was not taken; the caller tries again
 */
export async function sendAlert(channel: Channel, body: AlertBody, targets: AlertTargets): Promise<void> {
  const { file, ...message } = body;
  const { text: title, subject } = TITLES[body.status];
  const text = `${title}: ${body.finding}\n${body.link}`;
  switch (channel) {
    case "webhook": {
      const json = JSON.stringify(message);
      const signature: Readonly<Record<string, string>> =
        targets.secret === undefined
          ? {}
          : { "x-tellback-signature": `sha256=${createHmac("sha256", targets.secret).update(json).digest("hex")}` };
      return post(targets.webhook ?? "", json, signature);
    }
    case "slack":
      return post(targets.slack ?? "", JSON.stringify({ text }), {});
    case "email": {
      const mail = nodemailer.createTransport(targets.smtp ?? "", { from: `Tellback <${targets.email ?? ""}>` });
      try {
        await mail.sendMail({
          to: targets.email,
          subject: `${subject}: ${body.rule}`,
          text,
          messageId: `<${body.id}@tellback>`,
          attachments: file ? [{ filename: file.name, content: file.html, contentType: "text/html; charset=utf-8" }] : [],
        });
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
  const response = await fetch(url, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: "manual",
  });
  const where = response.status >= 300 && response.status < 400 ? "; set the address that it leads to" : "";
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}${where}`);
}
