import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/test";

const question = (page: Page) => page.getByRole("textbox", { name: /question/i });
const notice = (page: Page) => page.getByRole("alert").filter({ hasText: "Tellback was updated" });

/** From now on the server stands for one of another build: it does not know the page's actions. */
async function replaceBuild(page: Page): Promise<void> {
  await page.route("**/api/health", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), build: "another" } });
  });
  await page.route("**/*", (route) => {
    const headers = route.request().headers();
    return headers["next-action"] === undefined
      ? route.fallback()
      : route.continue({ headers: { ...headers, "next-action": "40".padEnd(42, "0") } });
  });
}

test.describe("a page that is older than the server", () => {
  test("says so as soon as the server is there again, and keeps what is typed", async ({ page }) => {
    await page.route("**/api/stats*", (route) =>
      route.fulfill({ contentType: "text/event-stream", body: 'event: build\ndata: "another"\n\n' }),
    );
    await page.goto("/");
    await expect(notice(page)).toBeVisible();
    await question(page).fill("how many orders");
    await page.unroute("**/api/stats*");
    await notice(page).getByRole("button", { name: "Reload" }).click();
    await expect(notice(page)).toHaveCount(0);
    await expect(question(page)).toHaveValue("how many orders");
  });

  test("says so when a question is not taken, and asks it after the reload", async ({ page }) => {
    await page.goto("/");
    await replaceBuild(page);
    await question(page).fill("orders by status");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(notice(page)).toBeVisible();
    await expect(page.getByRole("article").getByRole("button", { name: "Ask again" })).toBeVisible();
    await page.unrouteAll();
    await notice(page).getByRole("button", { name: "Reload" }).click();
    await expect(page.getByRole("article").getByRole("group", { name: "Rate this answer" })).toBeVisible();
    await expect(page.getByRole("article")).toHaveCount(1);
  });

  test("says so where nothing is followed live, and what was not done is said to be not done", async ({ page }) => {
    await page.goto("/upkeep");
    await replaceBuild(page);
    const form = page.getByRole("form", { name: "Clean up" });
    await form.getByRole("button", { name: "Show what would go" }).click();
    await expect(notice(page)).toBeVisible();
    await expect(form.getByRole("status")).toContainText("Nothing was deleted");
    await notice(page).getByRole("button", { name: "Later" }).click();
    await expect(notice(page)).toHaveCount(0);
  });

  test("keeps the words of a fix and of a note over the reload", async ({ page }) => {
    await page.goto("/");
    await question(page).fill("how many orders this week");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    const turn = page.getByRole("article");
    await turn.getByRole("button", { name: "Bad answer" }).click();
    await page.getByRole("textbox", { name: "Comment" }).fill("only the paid ones");
    await page.keyboard.press("Escape");
    await turn.getByRole("textbox", { name: "Say it in other words" }).fill("paid orders this week");
    await page.reload();
    await turn.getByRole("button", { name: "Fix this answer" }).click();
    await expect(turn.getByRole("textbox", { name: "Say it in other words" })).toHaveValue("paid orders this week");
    await turn.getByRole("button", { name: "Add a note" }).click();
    await expect(page.getByRole("textbox", { name: "Comment" })).toHaveValue("only the paid ones");
  });

  test("is told nothing while the server runs the same build", async ({ page }) => {
    await page.goto("/");
    await page.route("**/*", (route) => (route.request().method() === "POST" ? route.abort() : route.fallback()));
    await question(page).fill("orders by status");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(page.getByRole("article").getByRole("button", { name: "Ask again" })).toBeVisible();
    await expect(notice(page)).toHaveCount(0);
  });
});
