import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readJsonBody } from "@/app/api/respond";
import { config } from "@/proxy";

function post(body: string | ReadableStream<Uint8Array>): Request {
  const init: RequestInit & { readonly duplex: "half" } = { method: "POST", body, duplex: "half" };
  return new Request("http://localhost:3000/api/ask", init);
}

describe("the body of a request", () => {
  it.each([
    ["an object", '{"question": "größe?"}', { question: "größe?" }],
    ["no JSON", "question", undefined],
    ["nothing", "", undefined],
    ["over 10 MB", `"${"x".repeat(10_000_000)}"`, undefined],
  ])("that is %s", async (_what, text, value) => {
    expect(await readJsonBody(post(text))).toEqual(value);
  });

  it("is read no further than 10 MB, so that an endless one does not fill the memory", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_000_000;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    expect(await readJsonBody(post(endless))).toBeUndefined();
    expect(sent).toBeLessThan(20_000_000);
  });

  it("in letters of several bytes is read whole, wherever it was cut", async () => {
    const bytes = new TextEncoder().encode('"টাকা"');
    const parts = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await readJsonBody(post(parts))).toBe("টাকা");
  });
});

describe("a request from another site", () => {
  const [matcher = ""] = config.matcher;
  const routes = readdirSync("app/api", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
  const paths = routes.map((file) => `/api/${file.replace(/\/route\.ts$/, "")}`);

  it("passes the proxy, or a route that checks by itself", () => {
    const unproxied = paths.filter((path) => !new RegExp(`^${matcher}$`).test(path));
    expect(unproxied.sort()).toEqual(["/api/ask", "/api/mcp/ask", "/api/uploads", "/api/uploads/[id]", "/api/uploads/[id]/lines"]);
  });

  it.each([
    ["/api/ask", () => import("@/app/api/ask/route")],
    ["/api/mcp/ask", () => import("@/app/api/mcp/ask/route")],
    ["/api/uploads", () => import("@/app/api/uploads/route")],
  ])("is refused by %s", async (path, load) => {
    const { POST } = await load();
    const headers = { host: "localhost:3000", origin: "https://elsewhere.example" };
    expect((await POST(new Request(`http://localhost:3000${path}`, { method: "POST", headers, body: "{}" }))).status).toBe(403);
    expect(
      (await POST(new Request(`http://localhost:3000${path}`, { method: "POST", headers: { host: "evil.example" }, body: "{}" }))).status,
    ).toBe(403);
  });
});

it("is refused where a dropped file would be removed for another site", async () => {
  const { DELETE } = await import("@/app/api/uploads/[id]/route");
  const headers = { host: "localhost:3000", origin: "https://elsewhere.example" };
  const request = new Request("http://localhost:3000/api/uploads/x", { method: "DELETE", headers });
  expect((await DELETE(request, { params: Promise.resolve({ id: "x" }) })).status).toBe(403);
});

describe("a method that a route does not take", () => {
  const files = readdirSync("app/api", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
  const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

  it.each(files.filter((file) => !file.startsWith("[[")))("is refused in words by %s", { timeout: 60_000 }, async (file) => {
    const { dynamic, ...route }: Record<string, () => Response> = await import(`../../app/api/${file}`);
    expect(Object.keys(route).sort()).toEqual([...METHODS, "OPTIONS"].sort());
    const told = route["OPTIONS"]!();
    const allowed = told.headers.get("allow")!.split(", ");
    const others = METHODS.filter((method) => !allowed.includes(method));
    expect([told.status, others.length]).toEqual([204, 5 - allowed.filter((method) => METHODS.includes(method)).length]);
    expect(others.length).toBeLessThan(5);
    for (const method of others) {
      const refused = route[method]!();
      expect([refused.status, refused.headers.get("allow")]).toEqual([405, allowed.join(", ")]);
      expect(await refused.json()).toEqual({
        error: { code: "method-not-allowed", message: expect.stringMatching(/^This address takes /) },
      });
    }
  });

  it("and an address that no route has are answered in the same form", async () => {
    const route = await import("@/app/api/[[...path]]/route");
    for (const method of [route.GET, route.POST, route.PUT, route.PATCH, route.DELETE]) {
      const reply = method();
      expect(reply.status).toBe(404);
      expect(await reply.json()).toEqual({ error: { code: "not-found", message: expect.stringContaining("/api/openapi.json") } });
    }
  });
});
