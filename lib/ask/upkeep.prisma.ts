import { rm } from "node:fs/promises";
import { join } from "node:path";
import { reportDir } from "@/lib/ask/reports.prisma";
import { env, modelsDir, uploadDir, uploadStore } from "@/lib/ask/wiring-parts";
import { deletePerson, previewPerson, readPeople, type PersonData } from "@/lib/interactions/person.prisma";
import { deleteAged, previewAged, type Aged } from "@/lib/interactions/retention.prisma";
import { deleteOldVersions, findOldVersions } from "@/lib/learning/models/prune.prisma";
import { agedFiles, countFiles, type FileCount } from "@/lib/platform/aged-files.fs";
import { prisma } from "@/lib/platform/client.prisma";
import { systemClock } from "@/lib/platform/clock";
import { logError } from "@/lib/platform/log";
import { remember } from "@/lib/platform/remember";
import { startSchedule } from "@/lib/platform/schedule";
import { expireUploads, findExpired } from "@/lib/sources/expire.fs";

/** Days that each kind is kept; 0 keeps it for ever. Artifacts are the reports that Tellback wrote. */
export type KeepDays = { readonly interactions: number; readonly uploads: number; readonly artifacts: number };
export type CleanUp = Aged & { readonly uploads: FileCount; readonly artifacts: FileCount };

const DAY_MS = 86_400_000;
const DAILY = "15 3 * * *";
const NO_ROWS: Aged = { interactions: 0, ratings: 0, conversations: 0, versions: [] };

/** What the settings keep. */
export function keptDays(): KeepDays {
  const {
    TELLBACK_KEEP_DAYS_INTERACTIONS: interactions,
    TELLBACK_KEEP_DAYS_UPLOADS: uploads,
    TELLBACK_KEEP_DAYS_ARTIFACTS: artifacts,
  } = env();
  return { interactions, uploads, artifacts };
}

/** What a clean-up would delete. */
export async function previewCleanUp({ interactions, uploads, artifacts }: KeepDays): Promise<CleanUp> {
  const now = systemClock.now();
  return {
    ...(interactions > 0 ? await previewAged(prisma(), interactions, now) : NO_ROWS),
    uploads: countFiles(uploads > 0 ? await findExpired(uploadStore(), uploadDir(), uploads, now) : []),
    artifacts: countFiles(artifacts > 0 ? await agedFiles(reportDir(), new Date(now.getTime() - artifacts * DAY_MS)) : []),
  };
}

/** Deletes what `previewCleanUp` counts. @returns what went */
export async function cleanUp({ interactions, uploads, artifacts }: KeepDays): Promise<CleanUp> {
  const now = systemClock.now();
  const rows = interactions > 0 ? await deleteAged(prisma(), interactions, now) : NO_ROWS;
  const files = uploads > 0 ? await expireUploads(uploadStore(), uploadDir(), uploads, now) : countFiles([]);
  return {
    ...rows,
    uploads: files,
    artifacts: artifacts > 0 ? await deleteReports(new Date(now.getTime() - artifacts * DAY_MS)) : countFiles([]),
  };
}

async function deleteReports(before: Date): Promise<FileCount> {
  const reports = await agedFiles(reportDir(), before);
  for (const { name } of reports) await rm(join(reportDir(), name), { force: true });
  return countFiles(reports);
}

/** Cleans up when the app starts and every night, where a number of days is set; once per process. */
export function startCleanUp(): void {
  const keep = keptDays();
  if (Object.values(keep).every((days) => days === 0)) return;
  remember("clean-up", () => {
    cleanUp(keep).catch((cause: unknown) => logError("The clean-up broke off", cause));
    return startSchedule("clean-up", DAILY, async () => void (await cleanUp(keep)));
  });
}

/** Names of the trained versions that would go where the newest `keep` of each model stay. */
export async function previewVersions(keep: number): Promise<readonly string[]> {
  return (await findOldVersions(prisma(), keep)).map(({ name }) => name);
}

/** Deletes what `previewVersions` names. @returns what went */
export async function deleteVersions(keep: number): Promise<readonly string[]> {
  return (await deleteOldVersions(prisma(), modelsDir(), keep)).map(({ name }) => name);
}

export type PersonPreview = Omit<PersonData, "uploads"> & { readonly uploads: FileCount; readonly artifacts: FileCount };

/** Everybody of whom something is stored. */
export const loadPeople = (): Promise<readonly string[]> => readPeople(prisma());

/** What is stored of one person. Written reports quote questions and comments of everybody, so all of them go. */
export async function previewPersonData(userId: string): Promise<PersonPreview> {
  return withFiles(await previewPerson(prisma(), userId), countFiles(await agedFiles(reportDir(), systemClock.now())));
}

/** Deletes what `previewPersonData` counts. @returns what went */
export async function deletePersonData(userId: string): Promise<PersonPreview> {
  const data = await previewPersonData(userId);
  const { uploads } = await deletePerson(prisma(), userId);
  for (const id of uploads) await rm(join(uploadDir(), id), { force: true });
  return { ...data, artifacts: await deleteReports(systemClock.now()) };
}

async function withFiles({ uploads, ...data }: PersonData, artifacts: FileCount): Promise<PersonPreview> {
  const files = await Promise.all(uploads.map((id) => uploadStore().get(id)));
  return { ...data, uploads: countFiles(files.flatMap((file) => (file ? [file] : []))), artifacts };
}
