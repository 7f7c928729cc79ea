import { z } from "zod";
import type { Metric, Pair } from "@/lib/tracking/names";

const TIMEOUT_MS = 15_000;
const BATCH = { metrics: 1000, params: 100, tags: 100 } as const;

/** The server cannot be reached or is out of order: everything waits. */
export class MlflowDown extends Error {
  override readonly name = "MlflowDown";
}

/** The server answered and refused this one request. `code` is MLflow's own error code. */
export class MlflowRefused extends Error {
  override readonly name = "MlflowRefused";
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const Experiment = z.object({ experiment: z.looseObject({ experiment_id: z.string(), lifecycle_stage: z.string() }) });
const Created = z.object({ experiment_id: z.string() });
const Run = z.object({ run: z.looseObject({ info: z.looseObject({ run_id: z.string(), artifact_uri: z.string().optional() }) }) });
const Found = z.object({ runs: z.array(z.looseObject({ info: z.looseObject({ run_id: z.string() }) })).default([]) });
const Version = z.object({ model_version: z.looseObject({ version: z.coerce.string() }) });
const Versions = z.object({ model_versions: z.array(z.looseObject({ name: z.string(), version: z.coerce.string() })).default([]) });
const Refusal = z.object({ error_code: z.string(), message: z.string().default("") });

/** The few calls of MLflow's REST API that the mirror makes. */
export class MlflowClient {
  readonly #experiments = new Map<string, string>();

  /** @param uri base address without a slash at the end */
  constructor(readonly uri: string) {}

  /** An experiment as it stands on the server, or null; nothing is changed there. */
  async findExperiment(name: string): Promise<{ readonly id: string; readonly isDeleted: boolean } | null> {
    try {
      const { experiment } = Experiment.parse(
        await this.#send("GET", `mlflow/experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`),
      );
      return { id: experiment.experiment_id, isDeleted: experiment.lifecycle_stage === "deleted" };
    } catch (cause) {
      if (cause instanceof MlflowRefused && cause.code === "RESOURCE_DOES_NOT_EXIST") return null;
      throw cause;
    }
  }

  /** The id of an experiment, made or restored when it is not there. @param fresh asks the server even when the id is known */
  async experiment(name: string, fresh = false): Promise<string> {
    const known = this.#experiments.get(name);
    if (known !== undefined && !fresh) return known;
    const id = await this.#findOrCreate(name);
    this.#experiments.set(name, id);
    return id;
  }

  /** Starts a run. @returns its id and where its artifacts go */
  async createRun(
    experimentId: string,
    runName: string,
    startTime: number,
    tags: readonly Pair[],
  ): Promise<{ readonly runId: string; readonly artifactUri: string }> {
    const { run } = Run.parse(
      await this.#post("runs/create", { experiment_id: experimentId, run_name: runName, start_time: startTime, tags }),
    );
    return { runId: run.info.run_id, artifactUri: run.info.artifact_uri ?? "" };
  }

  /** Where the artifacts of a run go; empty where the server does not say. */
  async artifactUri(runId: string): Promise<string> {
    const { run } = Run.parse(await this.#send("GET", `mlflow/runs/get?run_id=${encodeURIComponent(runId)}`));
    return run.info.artifact_uri ?? "";
  }

  /** The newest living run with a tag, or null. */
  async findRun(experimentId: string, tag: string, value: string): Promise<string | null> {
    const found = Found.parse(
      await this.#post("runs/search", {
        experiment_ids: [experimentId],
        filter: `tags.${tag} = '${value.replaceAll("'", "")}'`,
        max_results: 1,
        order_by: ["attributes.start_time DESC"],
      }),
    );
    return found.runs[0]?.info.run_id ?? null;
  }

  /** Adds metrics, parameters and tags to a run; sending the same again changes nothing. */
  async logBatch(
    runId: string,
    { metrics, params, tags }: { readonly metrics: readonly Metric[]; readonly params: readonly Pair[]; readonly tags: readonly Pair[] },
  ): Promise<void> {
    if (metrics.length > BATCH.metrics || params.length > BATCH.params || tags.length > BATCH.tags)
      throw new RangeError("more than one batch holds");
    await this.#post("runs/log-batch", { run_id: runId, metrics: metrics.map((metric) => ({ ...metric, step: 0 })), params, tags });
  }

  async endRun(runId: string, status: string, endTime: number): Promise<void> {
    await this.#post("runs/update", { run_id: runId, status, end_time: endTime });
  }

  /** Deletes a run; one that is gone already is no error. */
  async deleteRun(runId: string): Promise<void> {
    try {
      await this.#post("runs/delete", { run_id: runId });
    } catch (cause) {
      if (!(cause instanceof MlflowRefused && cause.code === "RESOURCE_DOES_NOT_EXIST")) throw cause;
    }
  }

  /** Stores a small text beside a run, where the server takes artifacts; elsewhere they are left out. */
  async putArtifact(artifactUri: string, name: string, text: string): Promise<void> {
    const path = /^mlflow-artifacts:(?:\/\/[^/]*)?\/(.+)$/.exec(artifactUri)?.[1];
    if (path === undefined) return;
    await this.#send("PUT", `mlflow-artifacts/artifacts/${path}/${name}`, text, "text/plain");
  }

  /** Registers a run as a version of a model, once. @returns its number in the registry */
  async registerVersion(model: string, runId: string, source: string, tags: readonly Pair[]): Promise<string> {
    try {
      await this.#post("registered-models/create", { name: model });
    } catch (cause) {
      if (!(cause instanceof MlflowRefused && cause.code === "RESOURCE_ALREADY_EXISTS")) throw cause;
    }
    const known = Versions.parse(
      await this.#send("GET", `mlflow/model-versions/search?filter=${encodeURIComponent(`run_id = '${runId}'`)}`),
    ).model_versions.find(({ name }) => name === model);
    return (
      known?.version ??
      Version.parse(await this.#post("model-versions/create", { name: model, source, run_id: runId, tags })).model_version.version
    );
  }

  /** Gives a version an alias, which another version loses; null takes the alias away. */
  async setAlias(model: string, alias: string, version: string | null): Promise<void> {
    if (version !== null) await this.#post("registered-models/alias", { name: model, alias, version });
    else await this.#send("DELETE", "mlflow/registered-models/alias", JSON.stringify({ name: model, alias }), "application/json");
  }

  async #findOrCreate(name: string): Promise<string> {
    const found = await this.findExperiment(name);
    if (found === null) return Created.parse(await this.#post("experiments/create", { name })).experiment_id;
    if (found.isDeleted) await this.#post("experiments/restore", { experiment_id: found.id });
    return found.id;
  }

  async #post(path: string, body: unknown): Promise<unknown> {
    return this.#send("POST", `mlflow/${path}`, JSON.stringify(body), "application/json");
  }

  async #send(method: string, path: string, body?: string, type?: string): Promise<unknown> {
    const url = `${this.uri}/api/2.0/${path}`;
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, {
        method,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body === undefined ? {} : { body, headers: { "content-type": type ?? "application/json" } }),
      });
      text = await response.text();
    } catch (cause) {
      throw new MlflowDown(`MLflow at ${this.uri} cannot be reached: ${reasonOf(cause)}`, { cause });
    }
    const json = parseJson(text);
    if (response.ok) return json;
    const refusal = Refusal.safeParse(json);
    if (response.status >= 500 || response.status === 429 || !refusal.success)
      throw new MlflowDown(`MLflow at ${this.uri} answered ${response.status} to ${path}: ${text.slice(0, 200)}`);
    throw new MlflowRefused(refusal.data.error_code, `MLflow refused ${path}: ${refusal.data.error_code} ${refusal.data.message}`.trim());
  }
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? cause.cause.message : cause.message;
}
