import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import { byOrders, fits } from "@/lib/tracking/fits";
import { invalid, readPage, UNKNOWN_PAGE, unreadable, type ReadReply } from "@/lib/tracking/read-reply";
import { parseOrders, parseSearchFilter, type Field } from "@/lib/tracking/search-filter";
import { runIdOf } from "@/lib/tracking/names";
import { registeredName } from "@/lib/tracking/training-run";

const Search = z.object({
  filter: z.string().default(""),
  max_results: z.coerce.number().int().min(1).max(200_000).default(100),
  order_by: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  page_token: z.string().default(""),
});

/** MLflow's client leaves out prompts by this tag, which is taken as false where it is not set. */
const PROMPT_TAG = "mlflow.prompt.is_prompt";

/** The registered models that fit a filter, as MLflow tells them; a model is there once a training made a version of it. */
export async function searchModels(db: PrismaClient, input: Readonly<Record<string, unknown>>): Promise<ReadReply> {
  const versions = await readVersions(db);
  const models = [...new Set(versions.map(({ name }) => name))].map((name) => {
    const own = versions.filter((version) => version.name === name);
    const times = own.map(({ creation_timestamp }) => creation_timestamp);
    const aliases = own.flatMap((version) => version.aliases.map((alias) => ({ alias, version: version.version })));
    return {
      name,
      creation_timestamp: Math.min(...times),
      last_updated_timestamp: Math.max(...times),
      latest_versions: own.slice(-1),
      ...(aliases.length > 0 ? { aliases } : {}),
    };
  });
  return search(
    models,
    input,
    "registered_models",
    (model, { kind, key }) => {
      if (kind === "tags") return key === PROMPT_TAG ? "false" : null;
      if (kind !== "attributes") return null;
      return key === "name" ? model.name : key === "last_updated_timestamp" ? model.last_updated_timestamp : null;
    },
    (a, b) => a.name.localeCompare(b.name),
  );
}

/** The versions that fit a filter, as MLflow tells them, the latest first. */
export async function searchVersions(db: PrismaClient, input: Readonly<Record<string, unknown>>): Promise<ReadReply> {
  // MLflow tells the aliases with the model, not with each version that it finds.
  const versions = (await readVersions(db)).map(({ aliases: _aliases, ...version }) => version);
  return search(
    versions,
    input,
    "model_versions",
    (version, { kind, key }) => {
      if (kind === "tags") return version.tags.find((tag) => tag.key === key)?.value ?? (key === PROMPT_TAG ? "false" : null);
      if (kind !== "attributes") return null;
      return key === "name"
        ? version.name
        : key === "run_id"
          ? version.run_id
          : key === "version_number"
            ? Number(version.version)
            : key === "creation_timestamp"
              ? version.creation_timestamp
              : null;
    },
    (a, b) => b.last_updated_timestamp - a.last_updated_timestamp || a.name.localeCompare(b.name) || Number(b.version) - Number(a.version),
  );
}

async function readVersions(db: PrismaClient) {
  const rows = await db.modelVersion.findMany({
    include: { championOf: true, challengerOf: true },
    orderBy: [{ model: "asc" }, { number: "asc" }],
  });
  return rows.map(({ id, model, number, runId, createdAt, championOf, challengerOf }) => {
    const run_id = runIdOf(runId);
    const at = createdAt.getTime();
    return {
      name: registeredName(model),
      version: String(number),
      creation_timestamp: at,
      last_updated_timestamp: at,
      current_stage: "None",
      source: `runs:/${run_id}/model`,
      run_id,
      status: "READY",
      tags: [{ key: "tellback_version", value: id }],
      aliases: [...championOf.map(() => "champion"), ...challengerOf.map(() => "challenger")],
    };
  });
}

function search<T>(
  items: readonly T[],
  input: Readonly<Record<string, unknown>>,
  name: string,
  valueOf: (item: T, field: Field) => string | number | null,
  usual: (a: T, b: T) => number,
): ReadReply {
  const query = Search.safeParse(input);
  if (!query.success) return invalid(query.error);
  const filter = parseSearchFilter(query.data.filter);
  if (!filter.ok) return unreadable(filter.error);
  const orders = parseOrders(query.data.order_by);
  if (!orders.ok) return unreadable(orders.error);
  const compare = byOrders<T>(orders.value, (item, { field }) => valueOf(item, field));
  const found = items
    .filter((item) => filter.value.every((comparison) => fits(valueOf(item, comparison.field), comparison)))
    .sort((a, b) => compare(a, b) || usual(a, b));
  const page = readPage(found, query.data.page_token, query.data.max_results);
  if (page === null) return UNKNOWN_PAGE;
  return { status: 200, body: { ...(page.items.length > 0 ? { [name]: page.items } : {}), ...page.next } };
}
