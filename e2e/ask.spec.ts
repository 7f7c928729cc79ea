import { expect, test } from "@/e2e/test";
import { askOnPage } from "@/e2e/chat-page";

test.describe("asking", () => {
  test("a shop owner sees the figure, how it was understood, its window, its SQL and its rows", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "total revenue last month by channel");
    await expect(turn).toContainText("Oct 2026");
    await expect(turn.getByLabel("How it was understood")).toContainText(/revenue/i);
    await turn.getByRole("tab", { name: /table/i }).click();
    await expect(turn.getByRole("group", { name: "Result rows" }).getByRole("row")).not.toHaveCount(0);
    await turn.getByRole("tab", { name: /chart/i }).click();
    await expect(turn.getByRole("img", { name: /^Bar chart of revenue/ }).first()).toBeVisible();
    await turn.getByRole("tab", { name: /sql/i }).click();
    await expect(turn.locator('pre[aria-label="SQL"]')).toContainText("shop_id");
  });

  test("a conversation has its own address, its history survives a reload, and it can be renamed and deleted", async ({ page }) => {
    await page.goto("/");
    await askOnPage(page, "how many orders this week");
    await expect(page).toHaveURL(/\/c\/[0-9a-f-]{36}$/);
    await askOnPage(page, "and last week?");
    await page.reload();
    await expect(page.getByRole("article")).toHaveCount(2);
    await expect(page.getByRole("article").first().getByRole("group", { name: "Rate this answer" })).toBeVisible();
    const nav = page.getByRole("navigation", { name: "Conversations" });
    await nav.getByRole("listitem").first().hover();
    await nav
      .getByRole("button", { name: /Rename/ })
      .first()
      .click();
    await page.getByRole("dialog").getByRole("textbox").fill("Weekly check");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /save|rename/i })
      .click();
    await expect(nav.getByRole("link", { name: /Weekly check/ })).toBeVisible();
    await nav.getByRole("listitem").first().hover();
    await nav.getByRole("button", { name: /Delete “Weekly check”/ }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /delete/i })
      .click();
    await expect(nav.getByRole("link", { name: /Weekly check/ })).toHaveCount(0);
  });

  test("the demo bank answers in words about its own tables", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "how many loans are past due");
    await expect(turn.getByRole("tab", { name: "Chart" })).toHaveCount(0);
    await turn.getByRole("tab", { name: /sql/i }).click();
    await expect(turn.locator('pre[aria-label="SQL"]')).toContainText("loans");
  });

  test("an operator's own SQLite file is a source from the start", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("main")).toContainText("zoo.sqlite");
    const turn = await askOnPage(page, "how many zebras are there");
    await expect(turn).toContainText("2");
  });

  test("each suggestion of the empty page answers", async ({ page }) => {
    await page.goto("/");
    const chips = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: /^(Shop|Data)$/ }) })
      .getByRole("listitem")
      .getByRole("button");
    const count = await chips.count();
    expect(count).toBeGreaterThanOrEqual(6);
    for (let index = 0; index < count; index += 1) {
      await page.goto("/");
      await chips.nth(index).click();
      const turn = page.getByRole("article").first();
      await expect(turn.getByRole("group", { name: "Rate this answer" })).toBeVisible();
      await expect(turn.getByRole("tab", { name: /sql/i })).toBeVisible();
    }
  });

  test("what nobody understands is not answered with a number, and says what can be asked", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "what is the meaning of life");
    await expect(turn.getByRole("tab", { name: /table/i })).toHaveCount(0);
    await expect(turn).toContainText(/ask|can/i);
  });

  test("text of users never becomes markup", async ({ page }) => {
    await page.goto("/");
    await askOnPage(page, "orders from <img src=x onerror=\"document.title='owned'\"> today");
    await expect(page.locator("article img[src=x]")).toHaveCount(0);
    expect(await page.title()).not.toBe("owned");
  });
});
