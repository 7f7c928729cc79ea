import { readJsonBody } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { prisma } from "@/lib/platform/client.prisma";
import { answerMlflow } from "@/lib/tracking/read-api.prisma";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ path: string[] }> };

/** MLflow's clients read Tellback as if it were their server: MLFLOW_TRACKING_URI=http://127.0.0.1:3000. */
async function get(request: Request, { params }: Context): Promise<Response> {
  return reply((await params).path, Object.fromEntries(new URL(request.url).searchParams));
}

/** Searches come as POST with a JSON body. */
async function post(request: Request, { params }: Context): Promise<Response> {
  const body = await readJsonBody(request);
  return reply((await params).path, typeof body === "object" && body !== null ? Object.fromEntries(Object.entries(body)) : {});
}

async function reply(path: readonly string[], input: Readonly<Record<string, unknown>>): Promise<Response> {
  const { status, body } = await answerMlflow(prisma(), path.join("/"), input);
  return Response.json(body, { status });
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get, POST: post });
