import { z } from "zod";
import { ASKING } from "@/app/api/openapi-asking";
import { EXPORTS } from "@/app/api/openapi-exports";
import { FIGURES } from "@/app/api/openapi-figures";
import type { Operation } from "@/app/api/openapi-operation";

/** Every method of every route. What the handlers check by a schema is described by that same schema. */
export const OPERATIONS: readonly Operation[] = [...ASKING, ...EXPORTS, ...FIGURES];

/** The routes as an OpenAPI 3.1 document, made from the schemas that check the requests. */
export function openApiDocument(): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  return {
    openapi: "3.1.0",
    info: { title: "Tellback", version: "1", description: "Ask a shop, a database or a log; rate the answer; read the figures." },
    paths,
  };
}

function describe({ path, method, summary, query, body, docs, replies }: Operation) {
  const responses = Object.entries(replies).map(([status, { description, type, schema }]) => [
    status,
    {
      description,
      ...(type
        ? { content: { [type]: { schema: { type: "string" } } } }
        : schema
          ? { content: { "application/json": { schema: toSchema(schema, "output") } } }
          : {}),
    },
  ]);
  const parameters = [...partsOf(path), ...(query ? queryParameters(query) : [])];
  return {
    operationId: `${method}${path
      .replace(/^\/api/, "")
      .replace(/[{}]/g, "")
      .replace(/[/.-](\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    ...(docs ? { externalDocs: { url: docs } } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: toSchema(body, "input") } } } } : {}),
    responses: Object.fromEntries(responses),
  };
}

/** What stands in braces in a path. */
function partsOf(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }));
}

function queryParameters({ shape }: z.ZodObject) {
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    in: "query",
    required: !z.safeParse(schema, undefined).success,
    schema: toSchema(schema, "input"),
  }));
}

/** A coerced value comes as text in an address; what it becomes is what is described. */
function toSchema(schema: z.core.$ZodType, io: "input" | "output"): object {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodNumber) jsonSchema.type ??= "number";
    },
  });
  return described;
}
