import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { sendAlert } from "@/lib/alerts/send.http";

it("sends a message to the address that was set and follows it nowhere else, since it is signed for that one", async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(request.url === "/hook" ? 307 : 200, { location: "/elsewhere" }).end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const body = { id: "1", status: "broken", rule: "success", finding: "f", link: "l", at: "2026-11-18T12:00:00Z" } as const;
  const sent = sendAlert("webhook", body, { webhook: `http://127.0.0.1:${port}/hook`, secret: "a secret word" });
  await expect(sent).rejects.toThrow(`127.0.0.1:${port} answered 307; set the address that it leads to`);
  expect(asked).toEqual(["/hook"]);
});
