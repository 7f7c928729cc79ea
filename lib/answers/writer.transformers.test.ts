import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { transformersWriter } from "@/lib/answers/writer.transformers";

const Fixture = z.object({ encoder: z.base64(), decoder: z.base64(), files: z.record(z.string(), z.unknown()) });
const dir = mkdtempSync(join(tmpdir(), "tellback-models-"));

/** A T5 of nine words, in ONNX form, that says one sentence whatever it is asked. */
beforeAll(() => {
  const { encoder, decoder, files } = Fixture.parse(JSON.parse(readFileSync("lib/answers/writer.fixture.json", "utf8")));
  const model = join(dir, "tellback", "nine-words");
  mkdirSync(join(model, "onnx"), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(model, name), JSON.stringify(content));
  writeFileSync(join(model, "onnx", "encoder_model.onnx"), Buffer.from(encoder, "base64"));
  writeFileSync(join(model, "onnx", "decoder_model_merged.onnx"), Buffer.from(decoder, "base64"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function writerOf(model: string) {
  const problems: string[] = [];
  return {
    problems,
    writer: transformersWriter({ model, dir, download: false, timeoutMs: 5000, logProblem: (message) => problems.push(message) }),
  };
}

describe("transformersWriter", () => {
  it("loads in the background, then writes what the model generates", async () => {
    const { writer, problems } = writerOf("tellback/nine-words");
    expect(await writer.write("Rewrite: 3 orders.")).toBeNull();
    await vi.waitFor(async () => expect(await writer.write("Rewrite: 3 orders.")).toBe("There were 3 orders in total."), {
      timeout: 20_000,
      interval: 50,
    });
    expect(problems).toEqual([]);
  }, 30_000);

  it("stays silent and says once why, when the model is not there and may not be fetched", async () => {
    const { writer, problems } = writerOf("someone/flan-t5-nowhere");
    expect(await writer.write("Rewrite: 3 orders.")).toBeNull();
    await vi.waitFor(() => expect(problems).toHaveLength(1), { timeout: 20_000 });
    expect(await writer.write("Rewrite: 3 orders.")).toBeNull();
    expect(problems).toEqual([expect.stringContaining("someone/flan-t5-nowhere could not be loaded")]);
  }, 30_000);
});
