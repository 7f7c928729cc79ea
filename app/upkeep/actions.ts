"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { inputProblem } from "@/lib/ask/input";
import { cleanUp, deletePersonData, deleteVersions, previewCleanUp, previewPersonData, previewVersions } from "@/lib/ask/upkeep.prisma";
import { describeCleanUp, describePerson, describeTaught } from "@/lib/interactions/describe-deletion";

/** What goes, or what went, as items of a list; `note` says what stays. */
export type Deletion =
  { readonly ok: true; readonly items: readonly string[]; readonly note: string } | { readonly ok: false; readonly message: string };

const Days = z
  .number("Give each age as a number of days.")
  .int("Give whole days.")
  .min(0, "Give 0 to 3650 days.")
  .max(3650, "Give 0 to 3650 days.");
const Keep = z.object({ interactions: Days, uploads: Days, artifacts: Days });
const Versions = z.object({
  keep: z
    .number("Give a number of versions.")
    .int("Give a whole number.")
    .min(1, "Keep 1 to 100 versions.")
    .max(100, "Keep 1 to 100 versions."),
});
const Person = z.object({ userId: z.string("Choose a person.").min(1, "Choose a person.").max(200) });

/** What a clean-up would delete; nothing is changed. */
export async function previewOld(input: unknown): Promise<Deletion> {
  const parsed = Keep.safeParse(input);
  return parsed.success ? oldDeletion(await previewCleanUp(parsed.data)) : { ok: false, message: inputProblem(parsed.error) };
}

/** Deletes what is older than so many days, by kind. */
export async function deleteOld(input: unknown): Promise<Deletion> {
  const parsed = Keep.safeParse(input);
  if (!parsed.success) return { ok: false, message: inputProblem(parsed.error) };
  const data = await cleanUp(parsed.data);
  refresh();
  return oldDeletion(data);
}

/** What is stored of one person; nothing is changed. */
export async function previewPerson(input: unknown): Promise<Deletion> {
  const parsed = Person.safeParse(input);
  return parsed.success ? personDeletion(await previewPersonData(parsed.data.userId)) : { ok: false, message: inputProblem(parsed.error) };
}

/** Deletes everything of one person. */
export async function deletePerson(input: unknown): Promise<Deletion> {
  const parsed = Person.safeParse(input);
  if (!parsed.success) return { ok: false, message: inputProblem(parsed.error) };
  const data = await deletePersonData(parsed.data.userId);
  refresh();
  return personDeletion(data);
}

/** Which old versions of the models would go; nothing is changed. */
export async function previewOldVersions(input: unknown): Promise<Deletion> {
  const parsed = Versions.safeParse(input);
  return parsed.success
    ? { ok: true, items: await previewVersions(parsed.data.keep), note: OLD_VERSIONS }
    : { ok: false, message: inputProblem(parsed.error) };
}

/** Deletes old versions of the models. */
export async function deleteOldVersions(input: unknown): Promise<Deletion> {
  const parsed = Versions.safeParse(input);
  if (!parsed.success) return { ok: false, message: inputProblem(parsed.error) };
  const items = await deleteVersions(parsed.data.keep);
  refresh();
  return { ok: true, items, note: OLD_VERSIONS };
}

const OLD_VERSIONS = "What is in use, on trial, won a trial or would come back with a roll back stays. The record of decisions stays too.";

function oldDeletion(data: Awaited<ReturnType<typeof previewCleanUp>>): Deletion {
  return { ok: true, items: describeCleanUp(data), note: describeTaught(data.versions) };
}

function personDeletion(data: Awaited<ReturnType<typeof previewPersonData>>): Deletion {
  return { ok: true, items: describePerson(data), note: describeTaught(data.versions) };
}
