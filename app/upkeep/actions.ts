"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { droppedDatabases, removeUpload } from "@/lib/ask/files.fs";
import { inputProblem } from "@/lib/ask/input";
import { cleanUp, deletePersonData, deleteVersions, previewCleanUp, previewPersonData, previewVersions } from "@/lib/ask/upkeep.prisma";
import { describeCleanUp, describeDatabase, describePerson, describeTaught } from "@/lib/interactions/describe-deletion";

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
const Dropped = z.object({ id: z.string("Choose a database.").min(1, "Choose a database.").max(200) });
const Person = z.object({ userId: z.string("Choose a person.").min(1, "Choose a person.").max(200) });

/** What a clean-up would delete; nothing is changed. */
export async function previewOld(input: unknown): Promise<Deletion> {
  return told(Keep, input, async (keep) => oldOnes(await previewCleanUp(keep)));
}

/** Deletes what is older than so many days, by kind. */
export async function deleteOld(input: unknown): Promise<Deletion> {
  return changed(await told(Keep, input, async (keep) => oldOnes(await cleanUp(keep))));
}

/** What is stored of one person; nothing is changed. */
export async function previewPerson(input: unknown): Promise<Deletion> {
  return told(Person, input, async ({ userId }) => ofPerson(await previewPersonData(userId)));
}

/** Deletes everything of one person. */
export async function deletePerson(input: unknown): Promise<Deletion> {
  return changed(await told(Person, input, async ({ userId }) => ofPerson(await deletePersonData(userId))));
}

/** Which old versions of the models would go; nothing is changed. */
export async function previewOldVersions(input: unknown): Promise<Deletion> {
  return told(Versions, input, async ({ keep }) => ({ items: await previewVersions(keep), note: OLD_VERSIONS }));
}

/** Deletes old versions of the models. */
export async function deleteOldVersions(input: unknown): Promise<Deletion> {
  return changed(await told(Versions, input, async ({ keep }) => ({ items: await deleteVersions(keep), note: OLD_VERSIONS })));
}

/** What would go with a dropped database; nothing is changed. */
export async function previewDatabase(input: unknown): Promise<Deletion> {
  return told(Dropped, input, async ({ id }) => ofDatabase((await droppedDatabases()).find((database) => database.id === id) ?? null));
}

/** Removes a dropped database. */
export async function removeDatabase(input: unknown): Promise<Deletion> {
  return changed(await told(Dropped, input, async ({ id }) => ofDatabase(await removeUpload(id))));
}

const OLD_VERSIONS = "What is in use, on trial, won a trial or would come back with a roll back stays. The record of decisions stays too.";

type Told = { readonly items: readonly string[]; readonly note: string };

async function told<Asked>(shape: z.ZodType<Asked>, input: unknown, work: (asked: Asked) => Promise<Told>): Promise<Deletion> {
  const parsed = shape.safeParse(input);
  return parsed.success ? { ok: true, ...(await work(parsed.data)) } : { ok: false, message: inputProblem(parsed.error) };
}

function changed(deletion: Deletion): Deletion {
  refresh();
  return deletion;
}

function ofDatabase(database: Parameters<typeof describeDatabase>[0] | null): Told {
  const note = "The answers about it and what was taught on it stay; dropped in again it is a new source.";
  return { items: database ? [describeDatabase(database)] : [], note };
}

function oldOnes(data: Awaited<ReturnType<typeof previewCleanUp>>): Told {
  return { items: describeCleanUp(data), note: describeTaught(data.versions) };
}

function ofPerson(data: Awaited<ReturnType<typeof previewPersonData>>): Told {
  return { items: describePerson(data), note: describeTaught(data.versions) };
}
