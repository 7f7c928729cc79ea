import { readFileSync } from "node:fs";
import { expect, test } from "@/e2e/test";
import { expectNoViolation } from "@/e2e/accessible";
import { makeZoo } from "@/e2e/zoo";
import { askOnPage, saving } from "@/e2e/chat-page";

test.describe("upkeep", () => {
  test("shows what a clean-up would take, and takes nothing that is young", async ({ page }) => {
    await page.goto("/");
    await askOnPage(page, "how many orders last week");
    await page.goto("/upkeep");
    const form = page.getByRole("form", { name: "Clean up" });
    await form.getByLabel(/Questions, with their answers/).fill("1");
    await form.getByRole("button", { name: "Show what would go" }).click();
    await expect(form.getByRole("status")).toHaveText("There is nothing to delete.");
  });

  test("deletes no version of a model while there is none to spare", async ({ page }) => {
    await page.goto("/upkeep");
    const form = page.getByRole("form", { name: "Delete old versions" });
    await expect(form.getByLabel("Newest versions of each model to keep")).toHaveValue("5");
    await form.getByRole("button", { name: "Show what would go" }).click();
    await expect(form.getByRole("status")).toHaveText("There is nothing to delete.");
  });

  test("deletes a person's data only when it was shown and confirmed", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "how many coupons are active");
    await saving(page, () => turn.getByRole("button", { name: "Good answer" }).click());
    await page.goto("/upkeep");
    const form = page.getByRole("form", { name: "Delete a person's data" });
    await form.getByRole("combobox", { name: "Person" }).selectOption("local");
    await form.getByRole("button", { name: "Show what would go" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete a person's data" });
    await expect(dialog).toContainText(/\d+ questions?/);
    await expect(dialog).toContainText(/\d+ ratings?/);
    await expectNoViolation(page);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(form.getByRole("button", { name: "Show what would go" })).toBeFocused();
    await form.getByRole("button", { name: "Show what would go" }).press("Enter");
    await dialog.getByRole("button", { name: "Keep it" }).click();
    await page.goto("/insights");
    await expect(page.getByRole("region", { name: "All questions" })).toContainText("how many coupons are active");
    await page.goto("/upkeep");
    await form.getByRole("combobox", { name: "Person" }).selectOption("local");
    await form.getByRole("button", { name: "Show what would go" }).click();
    await dialog.getByRole("button", { name: "Delete for good" }).click();
    await expect(form.or(page.getByText("Nothing is stored of anybody yet. Who asks or rates appears here."))).toBeVisible();
    await expect(dialog).toBeHidden();
    await page.goto("/insights");
    await expect(page.getByRole("region", { name: "All questions" })).toContainText("No question in this span.");
  });

  test("removes a dropped database when it was shown and confirmed", async ({ page, request }, info) => {
    await page.goto("/upkeep");
    const card = page.getByRole("region", { name: "Remove a dropped database" });
    await expect(card).toContainText("None was dropped in.");
    makeZoo(info.outputPath("zoo.sqlite"));
    const posted = await request.post("/api/uploads?name=zoo.sqlite", { data: readFileSync(info.outputPath("zoo.sqlite")) });
    expect(posted.status()).toBe(201);
    const { source } = await posted.json();
    await page.reload();
    await card.getByRole("combobox", { name: "Database" }).selectOption(source.id);
    await card.getByRole("button", { name: "Show what would go" }).click();
    const dialog = page.getByRole("dialog", { name: "Remove a dropped database" });
    await expect(dialog).toContainText(/zoo\.sqlite \([\d.]+ MB\)/);
    await expectNoViolation(page);
    await dialog.getByRole("button", { name: "Delete for good" }).click();
    await expect(card).toContainText("None was dropped in.");
    expect((await (await request.get("/api/health")).json()).sources.map(({ id }: { id: string }) => id)).not.toContain(source.id);
    expect((await request.delete(`/api/uploads/${source.id}`)).status()).toBe(404);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`has no accessibility violation and fits a phone: ${colorScheme}`, async ({ browser }) => {
      const page = await (await browser.newContext({ colorScheme, viewport: { width: 390, height: 844 } })).newPage();
      await page.goto("/upkeep");
      await expect(page.getByRole("heading", { name: "Upkeep" })).toBeVisible();
      await expectNoViolation(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
  }
});
