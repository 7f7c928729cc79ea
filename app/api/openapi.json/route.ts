import { openApiDocument } from "@/app/api/openapi";
import { refuseOther } from "@/app/api/respond";

export const dynamic = "force-static";

/** What programs can call, as an OpenAPI document. */
export function GET(): Response {
  return Response.json(openApiDocument());
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOther("GET");
