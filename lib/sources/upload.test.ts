import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { listDataSources, sourceProblem } from "@/lib/sources/list.fs";
import { receiveUpload, uploadPath } from "@/lib/sources/receive.fs";
import { sniffUpload } from "@/lib/sources/upload";
import { makeZoo } from "@/e2e/zoo";

const dir = mkdtempSync(join(tmpdir(), "tellback-uploads-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const bytes = (text: string) => new TextEncoder().encode(text);

function bodyOf(...chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

describe("sniffUpload", () => {
  it.each([
    ["text", bytes("10:00 ok\n"), "log"],
    ["text with colours and control marks", bytes("\u001b[31mred\u001b[0m\tx\r\n"), "log"],
    ["gzip", new Uint8Array(gzipSync("10:00 ok")), "log"],
    ["zip", new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0]), "log"],
    ["UTF-16 without a mark", new Uint8Array(Buffer.from("10:00 ok, all well\n", "utf16le")), "log"],
    ["UTF-16 with its mark", new Uint8Array([0xff, 0xfe, 0x41, 0, 0x42, 0]), "log"],
    ["a SQLite database", bytes("SQLite format 3\0rest"), "sqlite"],
  ] as const)("takes %s", (_name, head, kind) => {
    expect(sniffUpload(head, "f")).toEqual({ ok: true, value: kind });
  });

  it("says that a binary file is none", () => {
    expect(
      sniffUpload(
        new Uint8Array(512).map((_, index) => index % 7),
        "photo.jpg",
      ),
    ).toMatchObject({ ok: false, error: { code: "binary", message: expect.stringContaining("photo.jpg is not a text file") } });
  });

  it("says that an empty file is empty", () => {
    expect(sniffUpload(new Uint8Array(), "x.log")).toMatchObject({ ok: false, error: { code: "empty" } });
  });
});

describe("receiveUpload", () => {
  const receive = (body: ReadableStream<Uint8Array> | null, maxBytes = 100) =>
    receiveUpload(body, { dir, id: crypto.randomUUID(), fileName: "a.log", maxBytes });

  it("stores the bytes as they came", async () => {
    const kept = await receive(bodyOf(bytes("one\n"), bytes("two\n")));
    expect(kept).toMatchObject({ ok: true, value: { kind: "log", bytes: 8 } });
    if (kept.ok) expect(readFileSync(uploadPath(dir, kept.value.id), "utf8")).toBe("one\ntwo\n");
  });

  it.each<readonly [string, () => ReadableStream<Uint8Array> | null, string]>([
    ["too large", () => bodyOf(bytes("x".repeat(60)), bytes("x".repeat(60))), "too-large"],
    ["empty", () => bodyOf(), "empty"],
    ["absent", () => null, "empty"],
    ["binary", () => bodyOf(new Uint8Array(64)), "binary"],
    ["broken off", () => new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("gone")) }), "interrupted"],
  ])("leaves no file behind when the body is %s", async (_name, body, code) => {
    const before = readdirSync(dir);
    expect(await receive(body())).toMatchObject({ ok: false, error: { code } });
    expect(readdirSync(dir)).toEqual(before);
  });
});

describe("a disk that does not take an upload", () => {
  it("is no fault of the sender, and the log says what it is", async () => {
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => told.mockRestore());
    const id = crypto.randomUUID();
    mkdirSync(uploadPath(dir, id));
    const before = readdirSync(dir);
    expect(await receiveUpload(bodyOf(bytes("one\n")), { dir, id, fileName: "a.log", maxBytes: 100 })).toMatchObject({
      ok: false,
      error: { code: "not-kept", message: "a.log could not be kept on this machine. Its log says why." },
    });
    expect(String(told.mock.calls[0]?.[0])).toMatch(/EISDIR.*An upload could not be kept/);
    expect(readdirSync(dir)).toEqual(before);
  });

  it("is not blamed for a body that breaks off", async () => {
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => told.mockRestore());
    const gone = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("gone")) });
    await receiveUpload(gone, { dir, id: crypto.randomUUID(), fileName: "a.log", maxBytes: 100 });
    expect(told).not.toHaveBeenCalled();
  });
});

describe("sources", () => {
  it("lists the operator's files with unique ids beside the demo data", () => {
    const zoo = join(dir, "Zoo 2.sqlite");
    makeZoo(zoo);
    const sources = listDataSources(join(dir, "nothing-here"), [{ path: zoo }, { path: zoo }, { path: join(dir, "bank.db") }]);
    expect(sources.map(({ id, engine }) => [id, engine])).toEqual([
      ["zoo-2", "text2sql"],
      ["zoo-2-2", "text2sql"],
      ["bank-2", "text2sql"],
    ]);
    expect(sourceProblem(zoo)).toBeNull();
  });

  it("says why a file cannot be asked", () => {
    expect(sourceProblem(join(dir, "none.db"))).toMatch(/There is no file at/);
    expect(existsSync("package.json") && sourceProblem("package.json")).toMatch(/is not a SQLite database/);
  });
});
