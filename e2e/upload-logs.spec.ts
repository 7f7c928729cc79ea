import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@/e2e/test";
import { askOnPage, saving } from "@/e2e/chat-page";
import { makeZoo } from "@/e2e/zoo";

test.describe("files", () => {
  test("a dropped log becomes a report with its root cause and evidence lines", async ({ page }) => {
    await page.goto("/");
    await page.locator('input[type="file"]').setInputFiles("public/samples/payment-flow.log");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    const turn = page.getByRole("article").first();
    await expect(turn.getByRole("region", { name: /Report on payment-flow.log/ })).toBeVisible({ timeout: 30_000 });
    await expect(turn).toContainText(/root cause/i);
    await expect(turn).toContainText(/line \d+/i);
    await expect(turn.getByRole("heading", { name: "Root cause" })).toHaveCount(1);
    await expect(turn.getByText(/First cause, on line/)).toHaveCount(0);
    await expect(turn.getByRole("tablist", { name: "Proof" })).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("region", { name: /Report on payment-flow.log/ })).toBeVisible();
  });

  test("a page that is reloaded in the middle of an answer finds it when it is ready, and stop still stops it", async ({ page }) => {
    const lines = Array.from(
      { length: 90_000 },
      (_, index) =>
        `2026-06-02 10:${String(Math.floor(index / 1500)).padStart(2, "0")}:00 ${index % 9 === 0 ? "ERROR" : "INFO"} [w${index}] shop.Till${index % 40} : order ${index * 7} not printed: disk ${index % 13} full`,
    );
    const read = async (name: string) => {
      await page.goto("/");
      await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(lines.join("\n")) });
      await page.getByRole("button", { name: "Ask", exact: true }).click({ timeout: 30_000 });
      await page.waitForURL(/\/c\/[0-9a-f-]{36}$/);
      await page.reload();
      await expect(page.getByRole("article").getByText("Working")).toBeVisible();
    };
    await read("long.log");
    await expect(page.getByRole("region", { name: /Report on long.log/ })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText("Working")).toHaveCount(0);
    // The same file again would be the log that was read already.
    await read("long-again.log");
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(page.getByText("Stopped before it finished.")).toBeVisible();
  });

  test("a report can be narrowed to a time and to a level, compared and taken away", async ({ page }) => {
    await page.goto("/");
    const upload = async (name: string, lines: readonly string[]) => {
      const asked = await page.getByRole("article").count();
      await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(lines.join("\n")) });
      await page.getByRole("button", { name: "Ask", exact: true }).click();
      const turn = page.getByRole("article").nth(asked);
      await expect(turn.getByRole("region", { name: `Report on ${name}` })).toBeVisible({ timeout: 30_000 });
      return turn;
    };
    const line = (minute: number, level: string, text: string) =>
      `2026-06-02 10:${String(minute).padStart(2, "0")}:00 ${level} [w] shop.Till : ${text}`;
    const lines = [
      line(0, "INFO", "started"),
      line(1, "ERROR", "card not charged: Connection refused"),
      line(5, "WARN", "slow answer"),
      line(9, "ERROR", "stamp not printed: disk full"),
      line(10, "INFO", "stopped"),
    ];
    const turn = await upload("monday.log", lines);
    await turn.getByRole("tab", { name: "Over time" }).click();
    await turn.getByText("As a table").click();
    await turn.getByRole("group", { name: "Lines over time" }).getByRole("button", { name: /10:09/ }).click();
    await expect(turn.getByRole("status").filter({ hasText: "1 failure" })).toBeVisible();
    await expect(turn.getByText("disk full").first()).toBeVisible();
    await turn.getByRole("button", { name: "Show all times" }).click();
    await turn.getByRole("tab", { name: "Lines" }).click();
    await turn.getByRole("combobox", { name: "Level of the lines" }).selectOption("error");
    await expect(turn.getByText("2 error lines")).toBeVisible();
    const json = await page.request.get((await turn.getByRole("link", { name: "JSON" }).getAttribute("href")) ?? "");
    expect(await json.json()).toMatchObject({ fileName: "monday.log", stats: { lines: 5 }, rootCause: { failure: { line: 2 } } });
    const csv = await page.request.get((await turn.getByRole("link", { name: "CSV" }).getAttribute("href")) ?? "");
    expect((await csv.text()).split("\r\n")[0]).toContain("line,timestamp,level,severity,category");
    await saving(page, () => turn.getByRole("button", { name: "Good answer" }).click());
    await page.keyboard.press("Escape");
    const again = await upload("again.log", lines);
    await expect(again.getByText("Seen before")).toBeVisible();
    await upload("tuesday.log", [...lines.slice(0, 1), line(2, "ERROR", "shelf camera gone: no route to host"), ...lines.slice(4)]);
    const compared = await askOnPage(page, "What is new since the log before?");
    await expect(compared).toContainText(/Against again.log, templates of tuesday.log: 1 new, \d gone/);
    await turn.getByText("Delete old logs").click();
    await turn.getByRole("spinbutton", { name: /older than/ }).fill("0");
    await turn.getByRole("button", { name: "Delete them" }).click();
    await expect(turn.getByRole("status").filter({ hasText: /logs? deleted; their reports stay/ })).toBeVisible();
    const gone = await askOnPage(page, "which transactions failed?");
    await expect(gone).toContainText(/no longer stored|names no transactions/);
  });

  test("old logs are deleted for programs too, and a wrong age says so", async ({ request }) => {
    expect((await request.delete("/api/uploads?olderThanDays=soon")).status()).toBe(400);
    expect(await (await request.delete("/api/uploads?olderThanDays=3650")).json()).toEqual({ files: 0, bytes: 0 });
  });

  test("a pasted log is read as one, and what is asked above it is the question", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(
      page,
      `What failed here?\n${readFileSync("public/samples/gateway.syslog", "utf8").split("\n").slice(0, 40).join("\n")}`,
    );
    await expect(turn.getByRole("heading", { name: "What failed here?" })).toBeVisible();
    await expect(turn.getByRole("region", { name: /Report on pasted.log/ })).toBeVisible();
  });

  test("markup in a log stays text", async ({ page }) => {
    await page.goto("/");
    const lines = [
      "10:00:01 INFO start",
      "10:00:02 ERROR <script>document.title='owned'</script> failed",
      "10:00:03 ERROR <img src=x onerror=alert(1)> timeout after 30s",
      "10:00:04 INFO end",
    ];
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: "evil.log", mimeType: "text/plain", buffer: Buffer.from(lines.join("\n")) });
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(page.getByRole("region", { name: /Report on evil.log/ })).toBeVisible({ timeout: 30_000 });
    expect(await page.title()).not.toBe("owned");
    await expect(page.locator("article img[src=x]")).toHaveCount(0);
  });

  test("a dropped SQLite file becomes a source that can be asked", async ({ page }) => {
    const path = join(mkdtempSync(join(tmpdir(), "tellback-drop-")), "herd.sqlite");
    makeZoo(path);
    await page.goto("/");
    await page.locator('input[type="file"]').setInputFiles(path);
    await expect(page.getByRole("status").filter({ hasText: "can be asked now" })).toBeVisible({ timeout: 15_000 });
    const data = page.locator("section").filter({ has: page.getByRole("heading", { name: "Data" }) });
    await expect(
      data
        .getByRole("listitem")
        .getByRole("button", { name: /zebras|keepers/i })
        .first(),
    ).toBeVisible();
    await expect(data.getByRole("listitem").getByRole("button", { name: /loan/i })).toHaveCount(0);
    const turn = await askOnPage(page, "list the keepers in Porto");
    await expect(turn).toContainText("Tomas");
  });

  test("a file and a question given before the page is awake are kept", async ({ page }) => {
    let wake = () => {};
    const awake = new Promise<void>((resolve) => (wake = resolve));
    await page.route("**/_next/static/**/*.js*", async (route) => {
      await awake;
      await route.continue();
    });
    await page.goto("/", { waitUntil: "commit" });
    await page.locator('input[type="file"]').setInputFiles("public/samples/payment-flow.log");
    await page.getByRole("textbox", { name: /question/i }).fill("What failed here?");
    wake();
    await expect(page.getByText("payment-flow.log").first()).toBeVisible();
    await expect(page.getByRole("textbox", { name: /question/i })).toHaveValue("What failed here?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(
      page
        .getByRole("article")
        .first()
        .getByRole("region", { name: /Report on payment-flow.log/ }),
    ).toBeVisible({ timeout: 30_000 });
  });

  for (const [name, buffer, sentence] of [
    ["photo.jpg", Buffer.alloc(2000, 1), /not a text file/],
    ["empty.log", Buffer.alloc(0), /empty/],
    ["torn.sqlite", Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(5000, 7)]), /cannot be read/],
    ["huge.log", Buffer.alloc(13_000_000, "x"), /larger than/],
  ] as const) {
    test(`a file that cannot be read says so: ${name}`, async ({ page }) => {
      await page.goto("/");
      await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "application/octet-stream", buffer });
      await expect(page.getByText(sentence).first()).toBeVisible();
    });
  }
});
