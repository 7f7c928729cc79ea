import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@/e2e/test";
import { askOnPage, saving } from "@/e2e/chat-page";

test.describe("correcting", () => {
  test("without a connection the fix says so in its place, and opens once there is one", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "how many orders yesterday");
    await page.route("**/_next/static/**", (route) => route.abort());
    await turn.getByRole("button", { name: "Fix this answer" }).click();
    await expect(turn.getByRole("alert")).toContainText("No connection to the server.");
    await page.unroute("**/_next/static/**");
    await turn.getByRole("button", { name: "Try again" }).click();
    await expect(turn.getByRole("heading", { name: "What should it have been?" })).toBeVisible();
  });

  test("ask, get it wrong, fix it in words, ask otherwise in another tab: right and marked; undone, it is as before", async ({
    page,
    context,
  }) => {
    await page.goto("/");
    const wrong = await askOnPage(page, "how many loyal fans");
    const before = await wrong.getByRole("paragraph").first().innerText();
    await wrong.getByRole("button", { name: "Fix this answer" }).click();
    await wrong.getByRole("textbox", { name: "Say it in other words" }).fill("how many repeat customers");
    await wrong.getByRole("button", { name: "Try these words" }).click();
    const preview = wrong.getByRole("region", { name: "Would be" });
    await expect(preview).toBeVisible();
    const right = await preview.getByRole("paragraph").first().innerText();
    expect(right).toMatch(/\d/);
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await saving(page, () => wrong.getByRole("button", { name: "Save this fix" }).click());
    await expect(wrong.getByText(/^Saved\. From now on/)).toBeVisible();
    await expect(wrong.getByRole("heading", { name: "Fixed" })).toBeVisible();
    await expect(wrong.getByLabel("Say it in other words")).toHaveCount(0);

    const other = await context.newPage();
    await other.goto("/");
    const fixed = await askOnPage(other, "Please tell me the number of loyal fans");
    await expect(fixed.getByText(right)).toBeVisible();
    await expect(fixed.getByText(/From a verified answer · corrected \d\d:\d\d/)).toBeVisible();
    await saving(other, () => fixed.getByRole("button", { name: "Undo", exact: true }).click());
    await expect(fixed.getByText(/undone/)).toBeVisible();

    await page.bringToFront();
    const again = await askOnPage(page, "how many loyal fans");
    await expect(again.getByText(/From a verified answer/)).toHaveCount(0);
    expect(await again.getByRole("paragraph").first().innerText()).toBe(before);
  });

  test("a correction by SQL is shown after a reload, and can be undone there", async ({ page }) => {
    await page.goto("/");
    let turn = await askOnPage(page, "how many orders today");
    await turn.getByRole("button", { name: "Fix this answer" }).click();
    await turn.getByText("Edit the SQL").click();
    await turn.getByRole("textbox", { name: /The SQL that would have been right/ }).fill("DELETE FROM orders");
    await turn.getByRole("button", { name: "Try this SQL" }).click();
    await expect(turn.getByRole("alert")).toContainText("would change the data");
    await turn
      .getByRole("textbox", { name: /The SQL that would have been right/ })
      .fill("SELECT count(*) AS paid_orders FROM orders WHERE payment_status = 'paid'");
    await turn.getByRole("button", { name: "Try this SQL" }).click();
    await expect(turn.getByText(/^This SQL is kept as it is written: a shop's answers are made by its own tools/)).toBeVisible();
    await turn.getByRole("button", { name: "Save this fix" }).click();
    await expect(turn.getByText(/^Saved\. From now on/)).toBeVisible();
    await page.reload();
    turn = page.getByRole("article").first();
    await expect(turn.getByRole("region", { name: "Corrections" })).toContainText("payment_status = 'paid'");
    await saving(page, () => turn.getByRole("button", { name: "Undo the correction" }).click());
    await expect(turn.getByRole("region", { name: "Corrections" })).toHaveCount(0);
  });

  test("SQL that a plan holds has parts like any other answer, and they can be changed", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "number of loans per branch");
    await turn.getByRole("button", { name: "Fix this answer" }).click();
    await turn.getByText("Edit the SQL").click();
    await turn
      .getByRole("textbox", { name: /The SQL that would have been right/ })
      .fill("SELECT count(*) AS n FROM loans WHERE status = 'active'");
    await turn.getByRole("button", { name: "Try this SQL" }).click();
    await expect(turn.getByText("Change a part of what your SQL says")).toBeVisible();
    const active = await turn.getByRole("region", { name: "Would be" }).getByRole("paragraph").first().innerText();
    await turn.getByRole("button", { name: /^Change only: loan status is active/ }).click();
    await page.getByRole("button", { name: "leave it out" }).click();
    await expect(turn.getByRole("region", { name: "Would be" }).getByRole("paragraph").first()).not.toHaveText(active);
    await turn.getByRole("button", { name: "Back to the answer as it was" }).click();
    await expect(turn.getByText("Change a part of it", { exact: true })).toBeVisible();
  });

  test("SQL that no plan holds leaves a way back to the answer and its parts", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "number of loans per branch");
    await turn.getByRole("button", { name: "Fix this answer" }).click();
    await turn.getByText("Edit the SQL").click();
    await turn
      .getByRole("textbox", { name: /The SQL that would have been right/ })
      .fill("SELECT loan_number, sum(principal_amount) OVER () AS n FROM loans LIMIT 3");
    await turn.getByRole("button", { name: "Try this SQL" }).click();
    await expect(turn.getByText(/This SQL is kept as it is written/)).toBeVisible();
    await turn.getByRole("button", { name: "Back to the answer as it was" }).click();
    await expect(turn.getByText("Change a part of it", { exact: true })).toBeVisible();
  });

  test("what comes from no plan offers no fix that could not act", async ({ page }) => {
    await page.goto("/");
    for (const question of ["hi", "what tables are there"]) {
      const turn = await askOnPage(page, question);
      await turn.getByRole("button", { name: "Bad answer" }).click();
      await expect(page.getByText("Saved here and counted in satisfaction.")).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(turn.getByRole("button", { name: "Fix this answer" })).toHaveCount(0);
    }
  });

  test("a fix is made from the keyboard without losing the place, and Escape goes back to its button", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "revenue last month");
    const fix = turn.getByRole("button", { name: "Fix this answer" });
    await fix.press("Enter");
    const words = turn.getByRole("textbox", { name: "Say it in other words" });
    await expect(words).toBeInViewport();
    await words.fill("orders last month");
    await turn.getByRole("button", { name: "Try these words" }).press("Enter");
    await expect(turn.getByRole("region", { name: "Would be" })).toBeVisible();
    await expect(turn.getByRole("button", { name: "Try these words" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(words).toHaveCount(0);
    await expect(fix).toBeFocused();
    await turn.getByRole("button", { name: "Good answer" }).press("Enter");
    await page.keyboard.press("Escape");
    await turn.getByRole("button", { name: "Add a note" }).press("Enter");
    await expect(page.getByRole("dialog", { name: "Add to your rating" }).locator(":focus")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(turn.getByRole("button", { name: "Add a note" })).toBeFocused();
    await saving(page, () => turn.getByRole("button", { name: "Good answer" }).press("Enter"));
  });

  test("a bad answer is offered its other readings at once", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "total revenue last month");
    await saving(page, () => turn.getByRole("button", { name: "Bad answer" }).click());
    await page.keyboard.press("Escape");
    await expect(turn.getByRole("group", { name: "Other readings" }).getByRole("button").first()).toBeVisible();
  });

  test("what was not answered waits on the review page, and is resolved there from the keyboard", async ({ page }) => {
    await page.goto("/");
    await askOnPage(page, "how many devoted buyers");
    await page.getByRole("link", { name: "Review" }).click();
    const item = page.getByRole("list", { name: "Waiting questions" }).getByRole("listitem").filter({ hasText: "how many devoted buyers" });
    await item.getByRole("button", { name: "Fix" }).focus();
    await page.keyboard.press("Enter");
    await item.getByRole("textbox", { name: "Say it in other words" }).fill("how many repeat customers");
    await page.keyboard.press("Enter");
    await item.getByRole("button", { name: "Save this fix" }).press("Enter");
    await expect(item.getByText(/^Saved\. From now on/)).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await page.reload();
    await expect(page.getByRole("heading", { name: "Review" })).toBeVisible();
    await expect(page.getByRole("list", { name: "Waiting questions" }).getByText("how many devoted buyers")).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Fixes in use" }).getByText("how many devoted buyers")).toBeVisible();
    const latest = page.getByRole("region", { name: "Latest changes" }).getByRole("listitem").first();
    await expect(latest).toContainText(
      /“how many devoted buyers” means “how many repeat customers”; “devoted buyers” means “repeat customers” from now on\s*corrected \d\d:\d\d/,
    );
  });

  test("everything can be exported as CSV, corrections too", async ({ request }) => {
    const csv = await (await request.get("/api/export/interactions?engine=shop")).text();
    expect(csv.split("\r\n")[0]).toMatch(/^\ufeff?id,conversationId,question,.*,ratings,corrections$/);
    expect(csv).toContain("how many orders today");
    expect((await request.get("/api/export/interactions?format=xml")).status()).toBe(400);
  });
});
