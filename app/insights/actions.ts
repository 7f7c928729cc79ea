"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { MuteHours } from "@/lib/alerts/rules";
import { muteRule } from "@/lib/ask/alerts.prisma";

export type Done = { readonly ok: true } | { readonly ok: false; readonly message: string };

const Mute = z.object({ rule: z.string().min(1).max(60), hours: MuteHours.nullable() });

/** Says nothing of one rule for so many hours; null speaks again. */
export async function muteAlert(input: unknown): Promise<Done> {
  const parsed = Mute.safeParse(input);
  if (!parsed.success) return { ok: false, message: "Choose a rule, and 1 to 720 hours." };
  const known = await muteRule(parsed.data.rule, parsed.data.hours);
  refresh();
  return known ? { ok: true } : { ok: false, message: "That rule is not there any more. Reload the page." };
}
