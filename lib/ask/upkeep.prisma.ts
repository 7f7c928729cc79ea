import { rm } from "node:fs/promises";
import { join } from "node:path";
import { exportDir } from "@/lib/ask/exports.prisma";
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

/** Days that each kind is kept; 0 keeps it for ever. Artifacts are the reports and exports that Tellback wrote. */
export type KeepDays = { readonly interactions: number; readonly uploads: number; readonly artifacts: number };
/** What Tellback wrote beside its database. */
type Artifacts = { readonly reports: FileCount; readonly exports: FileCount };
export type CleanUp = Aged & Artifacts & { readonly uploads: FileCount };

const DAY_MS = 86_400_000;
const DAILY = "15 3 * * *";
const NO_ROWS: Aged = { interactions: 0, ratings: 0, conversations: 0, versions: [] };
const NO_ARTIFACTS: Artifacts = { reports: countFiles([]), exports: countFiles([]) };

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
    ...(artifacts > 0 ? await countArtifacts(daysBefore(now, artifacts)) : NO_ARTIFACTS),
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
    ...(artifacts > 0 ? await deleteArtifacts(daysBefore(now, artifacts)) : NO_ARTIFACTS),
  };
}

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);

async function countArtifacts(before: Date): Promise<Artifacts> {
  return { reports: countFiles(await agedFiles(reportDir(), before)), exports: countFiles(await agedFiles(exportDir(), before)) };
}

async function deleteArtifacts(before: Date): Promise<Artifacts> {
  return { reports: await deleteFiles(reportDir(), before), exports: await deleteFiles(exportDir(), before) };
}

async function deleteFiles(dir: string, before: Date): Promise<FileCount> {
  const files = await agedFiles(dir, before);
  for (const { name } of files) await rm(join(dir, name), { force: true });
  return countFiles(files);
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

export type PersonPreview = Omit<PersonData, "uploads"> & Artifacts & { readonly uploads: FileCount };

/** Everybody of whom something is stored. */
export const loadPeople = (): Promise<readonly string[]> => readPeople(prisma());

/** What is stored of one person. Written reports and exports quote questions and comments of everybody, so all of them go. */
export async function previewPersonData(userId: string): Promise<PersonPreview> {
  return withFiles(await previewPerson(prisma(), userId), await countArtifacts(systemClock.now()));
}

/** Deletes what `previewPersonData` counts. @returns what went */
export async function deletePersonData(userId: string): Promise<PersonPreview> {
  const data = await previewPersonData(userId);
  const { uploads } = await deletePerson(prisma(), userId);
  for (const id of uploads) await rm(join(uploadDir(), id), { force: true });
  return { ...data, ...(await deleteArtifacts(systemClock.now())) };
}

async function withFiles({ uploads, ...data }: PersonData, artifacts: Artifacts): Promise<PersonPreview> {
  const files = await Promise.all(uploads.map((id) => uploadStore().get(id)));
  return { ...data, uploads: countFiles(files.flatMap((file) => (file ? [file] : []))), ...artifacts };
}
