import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/test";

const question = (page: Page) => page.getByRole("textbox", { name: /question/i });

test.describe("a page that is reloaded while it asks", () => {
  test("keeps the first question from the moment that it is asked, and shows its answer when it is ready", async ({ page }) => {
    await page.goto("/");
    await question(page).fill("revenue by channel last month");
    // The question is on its way when the page is reloaded, and nothing has come back.
    await page.route("**/*", async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.fallback().catch(() => undefined);
    });
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(page).toHaveURL(/\/c\/[0-9a-f-]{36}$/, { timeout: 1000 });
    const address = page.url();
    await page.unroute("**/*");
    await page.reload();
    await expect(page).toHaveURL(address);
    const turn = page.getByRole("article");
    // The first question of a server that has just started waits until its databases are read.
    await expect(turn.getByRole("group", { name: "Rate this answer" })).toBeVisible({ timeout: 30_000 });
    await expect(turn).toHaveCount(1);
    await expect(turn.getByRole("heading", { name: "revenue by channel last month" })).toBeVisible();
    await page.reload();
    await expect(turn.getByRole("group", { name: "Rate this answer" })).toBeVisible();
    await expect(turn).toHaveCount(1);
  });

  test("keeps a further question that the server never got, asks it once, and in its place", async ({ page }) => {
    await page.goto("/");
    await question(page).fill("how many orders this week");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    const turns = page.getByRole("article");
    await expect(turns.getByRole("group", { name: "Rate this answer" })).toHaveCount(1);
    await page.route("**/*", (route) => (route.request().method() === "POST" ? route.abort() : route.fallback()));
    await question(page).fill("and last week?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(turns.nth(1).getByRole("button", { name: "Ask again" })).toBeVisible();
    await page.unroute("**/*");
    await page.reload();
    await expect(turns.getByRole("group", { name: "Rate this answer" })).toHaveCount(2);
    await expect(turns.nth(1).getByRole("heading", { name: "and last week?" })).toBeVisible();
    await page.reload();
    await expect(turns.getByRole("group", { name: "Rate this answer" })).toHaveCount(2);
    await expect(turns).toHaveCount(2);
  });

  test("keeps what was typed and not yet asked", async ({ page }) => {
    await page.goto("/");
    await question(page).fill("how many orders");
    await page.reload();
    await expect(question(page)).toHaveValue("how many orders");
    await page.getByRole("link", { name: "Insights" }).click();
    await expect(page.getByRole("heading", { name: "Insights", level: 1 })).toBeVisible();
    await page.goBack();
    await expect(question(page)).toHaveValue("how many orders");
  });

  test("says that a conversation is not there where nothing was asked in it", async ({ page }) => {
    await page.goto("/c/00000000-0000-4000-8000-000000000000");
    await expect(page.getByRole("heading", { name: "There is nothing at this address." })).toBeVisible();
  });
});
