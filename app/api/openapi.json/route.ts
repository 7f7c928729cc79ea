import { openApiDocument } from "@/app/api/openapi";

export const dynamic = "force-static";

/** What programs can call, as an OpenAPI document. */
export function GET(): Response {
  return Response.json(openApiDocument());
}
