import { expect, test } from "@/e2e/test";
import { askOnPage, saving, statOf } from "@/e2e/chat-page";

test.describe("rating", () => {
  test("one click saves, survives a reload, the other thumb switches, the same thumb undoes", async ({ page }) => {
    await page.goto("/");
    let turn = await askOnPage(page, "how many customers");
    const good = () => turn.getByRole("button", { name: "Good answer" });
    const bad = () => turn.getByRole("button", { name: "Bad answer" });
    await saving(page, () => good().click());
    await expect(good()).toHaveAttribute("aria-pressed", "true");
    await page.keyboard.press("Escape");
    await page.reload();
    turn = page.getByRole("article").first();
    await expect(good()).toHaveAttribute("aria-pressed", "true");
    await saving(page, () => bad().click());
    await expect(bad()).toHaveAttribute("aria-pressed", "true");
    await expect(good()).toHaveAttribute("aria-pressed", "false");
    await page.keyboard.press("Escape");
    await saving(page, () => bad().click());
    await expect(bad()).toHaveAttribute("aria-pressed", "false");
    await page.reload();
    turn = page.getByRole("article").first();
    await expect(good()).toHaveAttribute("aria-pressed", "false");
    await expect(bad()).toHaveAttribute("aria-pressed", "false");
  });

  test("reasons and a comment enrich the vote, and dismissing them keeps it", async ({ page }) => {
    await page.goto("/");
    let turn = await askOnPage(page, "average order value this month");
    await saving(page, () => turn.getByRole("button", { name: "Bad answer" }).click());
    await saving(page, () => page.getByRole("group", { name: "Reasons" }).getByText("Wrong number").click());
    await page
      .getByRole("textbox", { name: /comment|note|why/i })
      .first()
      .fill("Should leave out test orders");
    await saving(page, () => page.keyboard.press("ControlOrMeta+Enter"));
    // It closes when the note is saved.
    await expect(page.getByRole("dialog", { name: "Add to your rating" })).toBeHidden();
    await expect(turn.getByRole("button", { name: "Bad answer" })).toHaveAttribute("aria-pressed", "true");
    await page.reload();
    turn = page.getByRole("article").first();
    await turn.getByRole("button", { name: "Edit your note" }).click();
    await expect(page.getByRole("textbox", { name: /comment|note|why/i }).first()).toHaveValue("Should leave out test orders");
  });

  test("the stats panel and the history follow every open tab, without a reload", async ({ page, context }) => {
    await page.goto("/");
    const other = await context.newPage();
    await other.goto("/");
    await expect.poll(() => statOf(other, "Questions")).not.toBe("");
    const before = Number((await statOf(other, "Questions")).replaceAll(",", ""));
    await page.bringToFront();
    const turn = await askOnPage(page, "orders by status this week");
    await expect(other.getByRole("link", { name: "orders by status this week" })).toBeVisible();
    await other.bringToFront();
    await expect.poll(async () => Number((await statOf(other, "Questions")).replaceAll(",", "")), { timeout: 5000 }).toBe(before + 1);
    await page.bringToFront();
    await turn.getByRole("button", { name: "Good answer" }).click();
    await expect.poll(() => statOf(page, "Satisfaction"), { timeout: 5000 }).toMatch(/%/);
  });

  test("what is asked, rated and corrected in one tab shows at once in another of the same conversation", async ({ page, context }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "number of loans per region");
    await expect(page).toHaveURL(/\/c\/[0-9a-f-]{36}$/);
    const other = await context.newPage();
    await other.goto(page.url());
    const there = other.getByRole("article").first();
    const thumb = (place: typeof turn, name: string) => place.getByRole("button", { name });
    await thumb(turn, "Good answer").click();
    await expect(thumb(there, "Good answer")).toHaveAttribute("aria-pressed", "true");
    await thumb(there, "Good answer").click();
    await expect(thumb(turn, "Good answer")).toHaveAttribute("aria-pressed", "false");

    await there.getByRole("button", { name: "Fix this answer" }).click();
    await there.getByText("Edit the SQL").click();
    await there.getByRole("textbox", { name: /The SQL that would have been right/ }).fill("SELECT count(*) AS n FROM branches");
    await there.getByRole("button", { name: "Try this SQL" }).click();
    await there.getByRole("button", { name: "Save this fix" }).click();
    await expect(turn.getByRole("region", { name: "Corrections" })).toBeVisible();
    await turn.getByRole("button", { name: "Undo the correction" }).click();
    await expect(there.getByRole("region", { name: "Corrections" })).toHaveCount(0);

    await askOnPage(page, "number of branches");
    await expect(other.getByRole("article")).toHaveCount(2);
    await expect(other.getByRole("article").last().getByRole("group", { name: "Rate this answer" })).toBeVisible();
  });

  test("a thumb on an earlier answer leaves the view where it is", async ({ page }) => {
    await page.goto("/");
    for (const question of ["revenue by month this year", "orders by status", "orders by channel"]) await askOnPage(page, question);
    await page.reload();
    const first = page.getByRole("article").first();
    await first.getByRole("button", { name: "Good answer" }).scrollIntoViewIfNeeded();
    await saving(page, () => first.getByRole("button", { name: "Good answer" }).click());
    await page.waitForTimeout(600);
    await expect(first.getByRole("button", { name: "Good answer" })).toBeInViewport();
  });

  test("keys rate and copy the focused answer, but not while typing", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "orders today");
    await page.getByRole("textbox", { name: /question/i }).fill("good bananas");
    await expect(turn.getByRole("button", { name: "Good answer" })).toHaveAttribute("aria-pressed", "false");
    await turn.focus();
    await page.keyboard.press("g");
    await expect(turn.getByRole("button", { name: "Good answer" })).toHaveAttribute("aria-pressed", "true");
  });
});
