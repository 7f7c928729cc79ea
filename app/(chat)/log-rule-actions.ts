"use server";

import { z } from "zod";
import { USER_ID } from "@/lib/ask/wiring-parts";
import { logRuleDeps } from "@/lib/ask/wiring-memory";
import type { LogRule } from "@/lib/answers/log-rule";
import * as rules from "@/lib/learning/log-rules";

type Failure = { readonly ok: false; readonly message: string };

/** Makes what a person said of log lines a rule for every log. */
export async function teachLogRule(input: unknown): Promise<{ readonly ok: true; readonly rule: LogRule } | Failure> {
  const parsed = rules.LogRuleInput.safeParse(input);
  if (!parsed.success) return { ok: false, message: "That report is not here any more. Reload the page." };
  const taught = await rules.teachLogRule(parsed.data, USER_ID, logRuleDeps());
  return taught.ok ? { ok: true, rule: taught.value } : { ok: false, message: taught.error };
}

/** Takes a rule about log lines back. */
export async function undoLogRule(input: unknown): Promise<{ readonly ok: true } | Failure> {
  const parsed = z.object({ id: z.string().max(100) }).safeParse(input);
  const undone = parsed.success && (await rules.undoLogRule(parsed.data.id, USER_ID, logRuleDeps()));
  return undone ? { ok: true } : { ok: false, message: "It had been taken back already." };
}
