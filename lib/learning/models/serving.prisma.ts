import type { ModelVersion, PrismaClient } from "@/prisma/client/client";
import { versionName, type ModelName, type Served } from "@/lib/learning/models/model";
import { readVersion } from "@/lib/learning/models/version-files.fs";
import { hasRow } from "@/lib/platform/direct.prisma";
import { logError } from "@/lib/platform/log";

/** The id of the version that serves; null where what is built in does. */
export async function championIdOf(db: Pick<PrismaClient, "modelServing">, model: string): Promise<string | null> {
  return (await db.modelServing.findUnique({ where: { model }, select: { championId: true } }))?.championId ?? null;
}

/**
 * The trained versions that serve. Which one is asked of the database each time, so that a promotion or a roll back acts at once in
 * every process; files are read once, since a version never changes. One that is missing or damaged is refused: what is built in
 * answers instead, and the log says so once.
 */
export class ModelShelf {
  readonly #read = new Map<string, Served<ModelName>>();
  readonly #refused = new Set<string>();

  constructor(
    readonly db: PrismaClient,
    readonly dir: string,
  ) {}

  /**
   * The champion of a model, or its challenger where that takes part; null where what is built in serves.
   * @param takesPart whether a challenger answers this time, asked only while there is one
   */
  async serving<M extends ModelName>(model: M, takesPart?: () => Promise<boolean>): Promise<Served<M> | null> {
    // Every question asks this, and mostly nothing is trained.
    const isTrained = await hasRow(
      this.db,
      "ModelServing",
      `"model" = ? AND ("championId" IS NOT NULL OR "challengerId" IS NOT NULL)`,
      model,
    );
    if (!isTrained) return null;
    const serving = await this.db.modelServing.findUnique({ where: { model }, include: { champion: true, challenger: true } });
    const challenger = serving?.challenger && (await takesPart?.()) ? this.#open(model, serving.challenger) : null;
    return challenger ?? (serving?.champion ? this.#open(model, serving.champion) : null);
  }

  /** A version by its id, whether or not it serves; null where it is missing or damaged. */
  async version<M extends ModelName>(model: M, id: string): Promise<Served<M> | null> {
    const version = await this.db.modelVersion.findFirst({ where: { id, model } });
    return version && this.#open(model, version);
  }

  #open<M extends ModelName>(model: M, version: ModelVersion): Served<M> | null {
    // Kept under the id of a version, which is of one model.
    const known = this.#read.get(version.id) as Served<M> | undefined;
    if (known) return known;
    const read = readVersion(this.dir, model, version.path, version.manifest);
    if (!read.ok) {
      if (!this.#refused.has(version.id))
        logError(`${versionName(version)} is refused, what is built in answers instead`, new Error(read.error));
      this.#refused.add(version.id);
      return null;
    }
    const served: Served<M> = { version: versionName(version), model: read.value };
    this.#read.set(version.id, served);
    return served;
  }
}
