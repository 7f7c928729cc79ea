import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { askOnPage } from "@/e2e/chat-page";
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
    await page.reload();
    await expect(page.getByRole("region", { name: /Report on payment-flow.log/ })).toBeVisible();
  });

  test("a pasted log is read as one, and what is asked above it is the question", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(page, `What failed here?\n${readFileSync("public/samples/gateway.syslog", "utf8").split("\n").slice(0, 40).join("\n")}`);
    await expect(turn.getByRole("heading", { name: "What failed here?" })).toBeVisible();
    await expect(turn.getByRole("region", { name: /Report on pasted.log/ })).toBeVisible();
  });

  test("markup in a log stays text", async ({ page }) => {
    await page.goto("/");
    const lines = ["10:00:01 INFO start", "10:00:02 ERROR <script>document.title='owned'</script> failed", "10:00:03 ERROR <img src=x onerror=alert(1)> timeout after 30s", "10:00:04 INFO end"];
    await page.locator('input[type="file"]').setInputFiles({ name: "evil.log", mimeType: "text/plain", buffer: Buffer.from(lines.join("\n")) });
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
    await expect(page.getByRole("main")).toContainText("herd.sqlite", { timeout: 15_000 });
    const turn = await askOnPage(page, "list the keepers in Porto");
    await expect(turn).toContainText("Tomas");
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
