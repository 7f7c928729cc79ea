import { parseArgs } from "node:util";
import {
  cleanUp,
  deletePersonData,
  deleteVersions,
  keptDays,
  previewCleanUp,
  previewPersonData,
  previewVersions,
  type KeepDays,
} from "@/lib/ask/upkeep.prisma";
import { describeCleanUp, describePerson, describeTaught } from "@/lib/interactions/describe-deletion";
import { requireEnv } from "@/lib/platform/env";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { runCommand } from "@/lib/platform/run-command.fs";

const USAGE =
  "npm run cleanup -- [--days N] [--interactions N] [--uploads N] [--artifacts N] [--preview], npm run cleanup -- --versions KEPT [--preview], or npm run cleanup -- --person ID [--preview]";

/**
 * Deletes what is older than so many days, by kind, trained versions but the newest of each model, or everything of one person; with
 * `--preview` it says what would go.
 */
async function main(): Promise<void> {
  const number = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      days: number,
      interactions: number,
      uploads: number,
      artifacts: number,
      person: number,
      versions: number,
      preview: { type: "boolean", default: false },
    },
  });
  migrate(requireEnv().DATABASE_URL, "prisma/migrations");
  const said = values.preview ? "Would delete" : "Deleted";
  if (values.person !== undefined) {
    const data = await (values.preview ? previewPersonData : deletePersonData)(values.person);
    console.log(`${said} of ${values.person}: ${listed(describePerson(data))}.`);
    return tellTaught(data.versions);
  }
  if (values.versions !== undefined) {
    const keep = Number(values.versions);
    if (!Number.isInteger(keep) || keep < 1) throw new Error(`Say how many versions of each model are kept, 1 or more: ${USAGE}`);
    console.log(`${said}: ${listed(await (values.preview ? previewVersions : deleteVersions)(keep))}.`);
    return;
  }
  const keep = daysOf(values);
  const data = await (values.preview ? previewCleanUp : cleanUp)(keep);
  console.log(`${said}: ${listed(describeCleanUp(data))}.`);
  tellTaught(data.versions);
}

function tellTaught(versions: readonly string[]): void {
  if (versions.length > 0) console.log(`${describeTaught(versions)} npm run train -- all --with-feedback`);
}

/** What is said, else what is set; without either there is nothing to go by. */
function daysOf({ days, ...kinds }: Readonly<Partial<Record<"days" | keyof KeepDays, string>>>): KeepDays {
  const set = keptDays();
  const isSaid = [days, kinds.interactions, kinds.uploads, kinds.artifacts].some((value) => value !== undefined);
  const of = (kind: keyof KeepDays): number => Number(kinds[kind] ?? days ?? (isSaid ? 0 : set[kind]));
  const keep = { interactions: of("interactions"), uploads: of("uploads"), artifacts: of("artifacts") };
  if (Object.values(keep).some((value) => !Number.isInteger(value) || value < 0) || Object.values(keep).every((value) => value === 0))
    throw new Error(`Say how many days are kept: ${USAGE}`);
  return keep;
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? "nothing" : items.join(", ");
}

runCommand(main);
