import { describe, expect, it } from "vitest";
import { shopOfConnection, type ConnectionRequest } from "@/lib/mcp/connection";

const shops = [{ id: 13 }, { id: 10 }];
const tokens = new Map([
  ["alpha", 13],
  ["beta", 10],
  ["gone", 99],
]);
const none: ConnectionRequest = { authorization: null, shopHeader: null };

describe("shopOfConnection", () => {
  it.each([
    ["Bearer alpha", { ok: true, value: { id: 13 } }],
    ["bearer beta", { ok: true, value: { id: 10 } }],
    ["Bearer alph", { ok: false, error: { status: 401 } }],
    ["Bearer alphabeta", { ok: false, error: { status: 401 } }],
    ["Basic alpha", { ok: false, error: { status: 401 } }],
    [null, { ok: false, error: { status: 401 } }],
    ["Bearer gone", { ok: false, error: { status: 404 } }],
  ])("takes the shop of the token: %s", (authorization, expected) => {
    expect(shopOfConnection({ ...none, authorization }, { tokens, shops, boundTo: "0.0.0.0" })).toMatchObject(expected);
  });

  it("gives a header no say once tokens are set up", () => {
    expect(shopOfConnection({ authorization: "Bearer alpha", shopHeader: "10" }, { tokens, shops, boundTo: "127.0.0.1" })).toMatchObject({
      value: { id: 13 },
    });
    expect(shopOfConnection({ ...none, shopHeader: "10" }, { tokens, shops, boundTo: "127.0.0.1" })).toMatchObject({
      error: { status: 401 },
    });
  });

  it("without tokens takes the header on this machine, the first shop by default", () => {
    const rules = { tokens: new Map<string, number>(), shops, boundTo: "127.0.0.1" };
    expect(shopOfConnection(none, rules)).toMatchObject({ value: { id: 13 } });
    expect(shopOfConnection({ ...none, shopHeader: "10" }, rules)).toMatchObject({ value: { id: 10 } });
    expect(shopOfConnection({ ...none, shopHeader: "99" }, rules)).toMatchObject({ error: { status: 404 } });
    expect(shopOfConnection({ ...none, shopHeader: "ten" }, rules)).toMatchObject({ error: { status: 404 } });
    expect(shopOfConnection(none, { ...rules, shops: [] })).toMatchObject({
      error: { status: 404, message: expect.stringMatching(/^The shop's records cannot be reached/) },
    });
  });

  it("without tokens refuses every program when other machines can reach the server", () => {
    expect(shopOfConnection({ ...none, shopHeader: "13" }, { tokens: new Map(), shops, boundTo: "0.0.0.0" })).toMatchObject({
      error: { status: 403, message: expect.stringContaining("TELLBACK_MCP_TOKENS") },
    });
  });
});
