import { z } from "zod";
import { dayOf, isoOf } from "@/lib/language/calendar";

/** What addresses and commands say as text, checked. */

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_PROBLEM = "must be a day of the calendar such as 2026-11-18";

/** A day as YYYY-MM-DD that the calendar has. */
export const DayText = z
  .string(DAY_PROBLEM)
  .regex(ISO_DAY, { error: DAY_PROBLEM, abort: true })
  .refine((text) => isoOf(dayOf(text)) === text, DAY_PROBLEM);

/**
 * A number, or text that is one. Empty text and null are no number, where coercion would read 0.
 * @param checks what the number must be
 */
export const numberText = (checks: z.ZodNumber) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value), checks);
