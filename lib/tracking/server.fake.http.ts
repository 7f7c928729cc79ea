import { createServer, type IncomingMessage, type Server } from "node:http";

type FakeRun = {
  id: string;
  experiment: string;
  name: string;
  deleted: boolean;
  status: string;
  tags: Map<string, string>;
  params: Map<string, string>;
  metrics: { key: string; value: number; timestamp: number }[];
};

/** MLflow's REST API in memory, as far as the mirror uses it, on a loopback port; it can be made to fail. */
export class FakeMlflow {
  readonly runs: FakeRun[] = [];
  readonly artifacts = new Map<string, string>();
  readonly experiments = new Map<string, { id: string; deleted: boolean }>();
  readonly models = new Map<
    string,
    { versions: { version: string; runId: string; tags: Map<string, string> }[]; aliases: Map<string, string> }
  >();
  /**
   * Called before each request; returning a status makes the server answer with it instead. "drop" answers after the work was done by
   * cutting the line.
   */
  trouble: (path: string) => number | "drop" | null = () => null;
  #server: Server | null = null;
  #port = 0;

  get uri(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      void readBody(request).then((body) => {
        const path = (request.url ?? "").replace(/^\/api\/2\.0\//, "");
        const trouble = this.trouble(path);
        if (typeof trouble === "number") return response.writeHead(trouble).end("out of order");
        const answer = this.#answer(path, body, request.method ?? "GET");
        if (trouble === "drop") return request.socket.destroy();
        response.writeHead("error_code" in answer ? 400 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
    const address = server.address();
    this.#port = typeof address === "object" && address !== null ? address.port : 0;
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  /** Living runs only. */
  living(): readonly FakeRun[] {
    return this.runs.filter(({ deleted }) => !deleted);
  }

  /** The newest value of a metric, as MLflow tells it. */
  metric(run: FakeRun | undefined, key: string): number | undefined {
    return [...(run?.metrics ?? [])].filter((metric) => metric.key === key).sort((a, b) => b.timestamp - a.timestamp)[0]?.value;
  }

  #answer(path: string, text: string, method: string): object {
    if (path.startsWith("mlflow-artifacts/artifacts/")) {
      this.artifacts.set(path.slice("mlflow-artifacts/artifacts/".length), text);
      return {};
    }
    if (path.startsWith("mlflow/experiments/get-by-name")) {
      const found = this.experiments.get(new URL(path, "http://x").searchParams.get("experiment_name") ?? "");
      return found
        ? { experiment: { experiment_id: found.id, lifecycle_stage: found.deleted ? "deleted" : "active" } }
        : { error_code: "RESOURCE_DOES_NOT_EXIST", message: "no such experiment" };
    }
    if (path.startsWith("mlflow/runs/get")) {
      const run = this.runs.find(({ id }) => id === new URL(path, "http://x").searchParams.get("run_id"));
      return run ? { run: { info: infoOf(run) } } : { error_code: "RESOURCE_DOES_NOT_EXIST", message: "no such run" };
    }
    if (path.startsWith("mlflow/model-versions/search")) {
      const [, runId] = /run_id = '([^']*)'/.exec(new URL(path, "http://x").searchParams.get("filter") ?? "") ?? [];
      return {
        model_versions: [...this.models].flatMap(([name, { versions }]) =>
          versions.filter((one) => one.runId === runId).map(({ version }) => ({ name, version })),
        ),
      };
    }
    if (/^mlflow\/(registered-models|model-versions)\//.test(path))
      return this.#register(path.replace("mlflow/", ""), JSON.parse(text), method);
    return this.#post(path.replace("mlflow/", ""), JSON.parse(text));
  }

  // The registry, as far as the mirror uses it.
  #register(path: string, body: Record<string, never>, method: string): object {
    const name: string = body["name"] ?? "";
    const model = this.models.get(name);
    if (path === "registered-models/create") {
      if (model) return { error_code: "RESOURCE_ALREADY_EXISTS", message: "there is one" };
      this.models.set(name, { versions: [], aliases: new Map() });
      return {};
    }
    if (!model) return { error_code: "RESOURCE_DOES_NOT_EXIST", message: "no such model" };
    if (path === "registered-models/alias") {
      if (method === "DELETE") model.aliases.delete(body["alias"] ?? "");
      else model.aliases.set(body["alias"] ?? "", body["version"] ?? "");
      return {};
    }
    const version = String(model.versions.length + 1);
    model.versions.push({ version, runId: body["run_id"] ?? "", tags: toMap(body["tags"] ?? []) });
    return { model_version: { version } };
  }

  // The bodies are those that the client under test sends; their shape is what the tests assert.
  #post(path: string, body: Record<string, never>): object {
    const run = this.runs.find(({ id, deleted }) => id === body["run_id"] && !deleted);
    switch (path) {
      case "experiments/create":
        this.experiments.set(body["name"] ?? "", { id: String(this.experiments.size + 1), deleted: false });
        return { experiment_id: this.experiments.get(body["name"] ?? "")?.id };
      case "experiments/restore":
        for (const experiment of this.experiments.values()) if (experiment.id === body["experiment_id"]) experiment.deleted = false;
        return {};
      case "runs/create": {
        if ([...this.experiments.values()].find(({ id }) => id === body["experiment_id"])?.deleted)
          return { error_code: "INVALID_PARAMETER_VALUE", message: "the experiment is deleted" };
        const made = {
          id: `run${this.runs.length + 1}`,
          experiment: body["experiment_id"] ?? "",
          name: body["run_name"] ?? "",
          deleted: false,
          status: "RUNNING",
          tags: toMap(body["tags"] ?? []),
          params: new Map(),
          metrics: [],
        };
        this.runs.push(made);
        return { run: { info: infoOf(made) } };
      }
      case "runs/search": {
        const [, tag = "", value = ""] = /tags\.(\w+) = '([^']*)'/.exec(body["filter"] ?? "") ?? [];
        return {
          runs: this.living()
            .filter(({ tags }) => tags.get(tag) === value)
            .map(({ id }) => ({ info: { run_id: id } })),
        };
      }
      default:
        return run ? this.#change(run, path, body) : { error_code: "RESOURCE_DOES_NOT_EXIST", message: "no such run" };
    }
  }

  #change(run: FakeRun, path: string, body: Record<string, never>): object {
    if (path === "runs/delete") run.deleted = true;
    if (path === "runs/update") run.status = body["status"] ?? "";
    if (path !== "runs/log-batch") return {};
    for (const [key, value] of toMap(body["params"] ?? [])) {
      if ((run.params.get(key) ?? value) !== value) return { error_code: "INVALID_PARAMETER_VALUE", message: `changing param ${key}` };
      run.params.set(key, value);
    }
    for (const [key, value] of toMap(body["tags"] ?? [])) run.tags.set(key, value);
    run.metrics.push(...(body["metrics"] ?? []));
    return {};
  }
}

function infoOf({ id }: FakeRun): object {
  return { run_id: id, artifact_uri: `mlflow-artifacts:/1/${id}/artifacts` };
}

function toMap(pairs: readonly { key: string; value: string }[]): Map<string, string> {
  return new Map(pairs.map(({ key, value }) => [key, value]));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request) text += String(piece);
  return text;
}
