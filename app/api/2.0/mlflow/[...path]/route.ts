import { readJsonBody, refuseOther } from "@/app/api/respond";
import { prisma } from "@/lib/platform/client.prisma";
import { answerMlflow } from "@/lib/tracking/read-api.prisma";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ path: string[] }> };

/** MLflow's clients read Tellback as if it were their server: MLFLOW_TRACKING_URI=http://127.0.0.1:3000. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return reply((await params).path, Object.fromEntries(new URL(request.url).searchParams));
}

/** Searches come as POST with a JSON body. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const body = await readJsonBody(request);
  return reply((await params).path, typeof body === "object" && body !== null ? Object.fromEntries(Object.entries(body)) : {});
}

async function reply(path: readonly string[], input: Readonly<Record<string, unknown>>): Promise<Response> {
  const { status, body } = await answerMlflow(prisma(), path.join("/"), input);
  return Response.json(body, { status });
}

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOther("GET", "POST");
