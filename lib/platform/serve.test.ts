import { spawnSync } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { expect, it } from "vitest";

function serve(env: Readonly<Record<string, string>>) {
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "lib/platform/serve.ts", "start"], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { status, said: stderr.trim() };
}

it("says in one line that its port is taken", { timeout: 60_000 }, async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  expect(serve({ HOST: "127.0.0.1", PORT: String(port) })).toEqual({
    status: 1,
    said: `HOST=127.0.0.1 and PORT=${port} cannot be used: another program listens there already; end it or choose another PORT.`,
  });
  await new Promise((resolve) => other.close(resolve));
});

it("says in one line that its address is another machine's", { timeout: 60_000 }, () => {
  expect(serve({ HOST: "192.0.2.1", PORT: "39871" })).toEqual({
    status: 1,
    said: "HOST=192.0.2.1 and PORT=39871 cannot be used: this machine has no such address; correct HOST.",
  });
});
