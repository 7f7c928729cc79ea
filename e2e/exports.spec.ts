import { readFileSync } from "node:fs";
import { expect, test } from "@/e2e/test";

const FIELDS = [
  "timestamp",
  "question",
  "shop_id",
  "answer",
  "tool_used",
  "intent",
  "confidence",
  "success",
  "response_time",
  "error",
  "has_data",
  "user_feedback",
];
const json = (data: object) => ({ data, headers: { "content-type": "application/json" } });
const lines = (text: string) =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

test.describe("what goes out", () => {
  test("is the query log with its exact fields, and success and failed are all of it", async ({ request }) => {
    const good = await (
      await request.post("/api/mcp/ask", json({ shop_id: 13, question: "how many orders the day before yesterday" }))
    ).json();
    await request.post("/api/mcp/ask", json({ shop_id: 13, question: "average age of the customers" }));
    await request.post("/api/mcp/feedback", json({ interaction_id: good.interaction_id, user_feedback: "up" }));
    const logOf = async (query: string) => lines(await (await request.get(`/api/export/query-log${query}`)).text());
    const all = await logOf("");
    for (const line of all) expect(Object.keys(line)).toEqual(FIELDS);
    const [success, failed] = [await logOf("?which=success"), await logOf("?which=failed")];
    expect(success.length + failed.length).toBe(all.length);
    expect(success.at(-1)).toMatchObject({
      question: "how many orders the day before yesterday",
      shop_id: 13,
      success: true,
      has_data: true,
      error: null,
      user_feedback: "up",
    });
    expect(failed.at(-1)).toMatchObject({
      question: "average age of the customers",
      success: false,
      error: "not-recorded",
      has_data: false,
    });
    expect(await logOf("?from=2000-01-01&to=2000-01-02")).toEqual([]);
    expect((await request.get("/api/export/query-log?which=some")).status()).toBe(400);
    expect((await request.get("/api/export/query-log?from=yesterday")).status()).toBe(400);
  });

  test("is training data with the prefix, without what was not answered", async ({ request }) => {
    await request.post("/api/mcp/ask", json({ shop_id: 13, question: "revenue the day before yesterday" }));
    const training = lines(await (await request.get("/api/export/training")).text());
    expect(training.at(-1)).toMatchObject({
      input: "Answer this e-commerce analytics question: revenue the day before yesterday",
      tool: "calculate_sum",
    });
    for (const line of training) expect(Object.keys(line)).toEqual(["input", "output", "intent", "tool"]);
    const grounded = lines(await (await request.get("/api/export/training?form=grounded")).text());
    expect(grounded.at(-1)).toMatchObject({ columns: [expect.any(String)], rows: [[expect.any(Number)]] });
    const written = await (await request.post("/api/training/export", json({ kind: "questions" }))).json();
    expect(written).toMatchObject({ success: true, exported_examples: training.length, message: expect.stringContaining("written") });
    expect(lines(readFileSync(written.output_file, "utf8"))).toEqual(training);
  });

  test("is what the logs taught, and the figures of all chats", async ({ request }) => {
    const log = readFileSync("public/samples/payment-flow.log", "utf8");
    const upload = await (
      await request.post("/api/uploads?name=payment-flow.log", { data: log, headers: { "content-type": "application/octet-stream" } })
    ).json();
    const before = (await (await request.get("/api/chat/stats")).json()).stats;
    const reply = await (await request.post("/api/ask", json({ question: "what failed?", uploadId: upload.id }))).json();
    expect(reply.report.stats.failures).toBeGreaterThan(0);
    const after = await (await request.get("/api/chat/stats")).json();
    expect(Object.keys(after)).toEqual(["success", "stats"]);
    expect(Object.keys(after.stats)).toEqual([
      "total_interactions",
      "total_logs_analyzed",
      "total_failures_detected",
      "data_file",
      "data_file_size_mb",
    ]);
    expect(after.stats).toMatchObject({
      total_interactions: before.total_interactions + 1,
      total_logs_analyzed: before.total_logs_analyzed + 1,
      total_failures_detected: before.total_failures_detected + reply.report.stats.failures,
    });
    const chats = lines(await (await request.get("/api/export/chat-interactions")).text());
    expect(chats.at(-1)).toMatchObject({
      user_query: "what failed?",
      log_filename: "payment-flow.log",
      is_useful: null,
      analysis_results: { stats: { failures: reply.report.stats.failures } },
    });
    expect(chats.at(-1).log_content.split("\n").length).toBeGreaterThan(5);
    const written = await (await request.post("/api/training/export")).json();
    const document = JSON.parse(readFileSync(written.output_file, "utf8"));
    expect(document.training_data).toHaveLength(written.exported_examples);
    expect(document).toMatchObject({ total_examples: written.exported_examples });
    expect(document.training_data.some((example: { is_failure: boolean }) => example.is_failure)).toBe(true);
    expect((await request.post("/api/training/export", json({ kind: "everything" }))).status()).toBe(400);
  });
});
