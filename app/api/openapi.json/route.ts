import { openApiDocument } from "@/app/api/openapi";
import { routeOf } from "@/app/api/routes";

export const dynamic = "force-static";

/** What programs can call, as an OpenAPI document. */
function get(): Response {
  return Response.json(openApiDocument());
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
