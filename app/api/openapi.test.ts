import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { ANALYTICS } from "@/lib/metrics/analytics.prisma";
import { OPERATIONS, openApiDocument } from "@/app/api/openapi";

const REPORTS = [...ANALYTICS, "health"];

describe("the OpenAPI document", () => {
  it("is valid by the OpenAPI 3.1 schema", async () => {
    const checked = await new Validator().validate(JSON.parse(JSON.stringify(openApiDocument())));
    expect(checked.errors ?? []).toEqual([]);
    expect(checked.valid).toBe(true);
  });

  it("lists every route with its methods, and nothing that there is not", () => {
    const listed = OPERATIONS.map(({ path, method }) => `${method.toUpperCase()} ${path}`);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.sort()).toEqual(routesThereAre().sort());
  });

  it("says which parts of a path are to be filled in", () => {
    const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
    expect(openApiDocument()).toMatchObject({
      paths: {
        "/api/ask/{id}/stop": { post: { parameters: [id] } },
        "/api/uploads/{id}/lines": {
          get: { parameters: expect.arrayContaining([id, expect.objectContaining({ name: "search", in: "query" })]) },
        },
      },
    });
  });

  it("tells the reply to a log from that to a database, as the upload gives them", () => {
    const kinds = [
      { properties: { kind: { const: "log" }, fileName: {} } },
      { properties: { kind: { const: "source" }, source: { properties: { summary: {} } } } },
    ];
    const post = { responses: { 201: { content: { "application/json": { schema: { anyOf: kinds } } } } } };
    expect(openApiDocument()).toMatchObject({ paths: { "/api/uploads": { post } } });
  });

  it("describes a body and a query by what the handlers check", () => {
    expect(openApiDocument()).toMatchObject({
      paths: {
        "/api/ask": {
          post: {
            requestBody: {
              content: {
                "application/json": {
                  schema: { required: ["question"], properties: { engine: { enum: ["auto", "shop", "text2sql", "logs"] } } },
                },
              },
            },
          },
        },
        "/api/export/interactions": {
          get: {
            parameters: expect.arrayContaining([
              { name: "shop", in: "query", required: false, schema: expect.objectContaining({ type: "integer" }) },
              {
                name: "rating",
                in: "query",
                required: false,
                schema: expect.objectContaining({ enum: ["up", "down", "rated", "unrated"] }),
              },
            ]),
          },
        },
        "/api/analytics/mlflow/overview": {
          get: {
            parameters: [{ name: "days", in: "query", required: false, schema: { type: "integer", minimum: 1, maximum: 365 } }],
          },
        },
        "/api/uploads": {
          delete: { parameters: [expect.objectContaining({ name: "olderThanDays", required: true })] },
        },
        "/api/export/query-log": {
          get: {
            parameters: expect.arrayContaining([
              expect.objectContaining({ name: "which", schema: { enum: ["all", "success", "failed"], type: "string", default: "all" } }),
            ]),
          },
        },
        "/api/mcp/feedback": {
          post: {
            requestBody: {
              content: {
                "application/json": {
                  schema: { properties: { interaction_id: { format: "uuid" }, user_feedback: {}, reasons: {}, comment: {} } },
                },
              },
            },
          },
        },
        "/api/export/rows": { get: { parameters: [expect.objectContaining({ name: "interaction", required: true })] } },
      },
    });
  });
});

/** Every method of every route as "GET /api/…"; the reports of the analytics, which are one file, by their names. */
function routesThereAre(): string[] {
  const files = readdirSync("app/api", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
  const routes = files
    .filter((file) => !file.startsWith("[["))
    .flatMap((file) => {
      const taken = /routeOf\(\{(.*)\}\)/.exec(readFileSync(join("app/api", file), "utf8"))?.[1] ?? "";
      const handlers = taken.match(/\b(?:GET|POST|PUT|PATCH|DELETE)\b/g) ?? [];
      if (handlers.length === 0) throw new Error(`${file} has no handler that is seen here.`);
      const path = `/api/${file.replace(/\/route\.ts$/, "").replace(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}")}`;
      return handlers.map((method) => `${method} ${path}`);
    });
  return routes.flatMap((route) => (route.includes("{report}") ? REPORTS.map((name) => route.replace("{report}", name)) : [route]));
}
