import { existsSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { OPERATIONS, openApiDocument } from "@/app/api/openapi";

describe("the OpenAPI document", () => {
  it("is valid by the OpenAPI 3.1 schema", async () => {
    const checked = await new Validator().validate(JSON.parse(JSON.stringify(openApiDocument())));
    expect(checked.errors ?? []).toEqual([]);
    expect(checked.valid).toBe(true);
  });

  it("names only routes that there are", () => {
    for (const { path } of OPERATIONS) {
      const own = `app${path}/route.ts`;
      expect([path, existsSync(own) || existsSync(`app${path.replace(/\/[^/]+$/, "/[report]")}/route.ts`)]).toEqual([path, true]);
    }
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
        "/api/export/rows": { get: { parameters: [expect.objectContaining({ name: "interaction", required: true })] } },
      },
    });
  });
});
