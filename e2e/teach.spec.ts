import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/test";
import { askOnPage, saving } from "@/e2e/chat-page";

async function choose(page: Page, part: RegExp | string, choice: string): Promise<void> {
  await page.getByRole("button", { name: part }).click();
  await page.getByRole("dialog").getByRole("button", { name: choice, exact: true }).click();
}

test.describe("teaching", () => {
  test("a part of an answer is changed by its chip, shown beside the old, saved, counted when it is used, and undone", async ({
    page,
    context,
  }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "total income last quarter");
    await turn.getByRole("button", { name: "Fix this answer" }).click();
    const parts = turn.getByRole("group", { name: "Parts of the answer" });
    await choose(page, /^Change measure: revenue/, "orders");
    const preview = turn.getByRole("region", { name: "Would be" });
    await expect(preview.getByRole("paragraph").first()).toContainText(/orders/);
    await expect(parts.getByRole("button", { name: "Change measure: orders" })).toBeVisible();
    await page.getByRole("button", { name: "Add: filter" }).click();
    await page.getByRole("textbox", { name: "Search these" }).fill("over");
    await page.getByRole("dialog").getByRole("button", { name: "order total over …" }).click();
    await page.getByRole("textbox", { name: "order total over …" }).fill("lots");
    await page.keyboard.press("Enter");
    await expect(turn.getByRole("alert")).toHaveText("“lots” does not fit here. Type a number.");
    await page.getByRole("button", { name: "Add: filter" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "order total over …" }).click();
    await page.getByRole("textbox", { name: "order total over …" }).fill("2,000");
    await page.keyboard.press("Enter");
    await expect(parts.getByRole("button", { name: /order total over 2000/ })).toBeVisible();
    const right = await preview.getByRole("paragraph").first().innerText();
    await saving(page, () => turn.getByRole("button", { name: "Save this fix" }).click());
    await expect(turn.getByText(/^Saved\. From now on/)).toBeVisible();

    const other = await context.newPage();
    await other.goto("/");
    const fixed = await askOnPage(other, "Please show me the total income last quarter");
    await expect(fixed.getByText(right)).toBeVisible();
    await expect(fixed.getByText(/From a verified answer · corrected/)).toBeVisible();

    await page.reload();
    const corrections = page.getByRole("article").first().getByRole("region", { name: "Corrections" });
    await expect(corrections).toContainText(/order total over 2000.*used 1 time, last \d\d:\d\d/);
    await page.getByRole("link", { name: "Review" }).click();
    const inUse = page.getByRole("region", { name: "Fixes in use" }).getByRole("listitem").filter({ hasText: "total income last quarter" });
    await expect(inUse).toContainText("used 1 time");
    await saving(page, () => inUse.getByRole("button", { name: "Undo" }).click());
    await expect(inUse).toHaveCount(0);
  });

  test("parts of a database's answer are changed with the keyboard alone, on a phone", async ({ browser }) => {
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    await page.goto("/");
    const turn = await askOnPage(page, "how many frozen accounts");
    await turn.getByRole("button", { name: "Fix this answer" }).press("Enter");
    await turn.getByRole("button", { name: /^Change only: account status is frozen/ }).press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    await expect(turn.getByRole("heading", { name: "What should it have been?" })).toBeVisible();
    await turn.getByRole("button", { name: "Add: grouping" }).press("Enter");
    await expect(page.getByRole("textbox", { name: "Search these" })).toBeFocused();
    await page.keyboard.type("account type");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(turn.getByRole("region", { name: "Would be" }).getByRole("table")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await turn.getByRole("button", { name: "Back to the answer as it was" }).press("Enter");
    await expect(turn.getByRole("region", { name: "Would be" })).toHaveCount(0);
  });

  test("a word of the house is learned from one fix: it is offered, other questions are read by it in every tab, it is listed and undone", async ({
    page,
    context,
  }) => {
    await page.goto("/");
    await page.getByRole("combobox", { name: "Engine" }).selectOption("text2sql");
    const turn = await askOnPage(page, "how many punters do we have");
    await turn.getByRole("button", { name: "Fix this answer" }).click();
    await turn.getByRole("textbox", { name: "Say it in other words" }).fill("how many customers do we have");
    await turn.getByRole("button", { name: "Try these words" }).click();
    await expect(turn.getByRole("checkbox", { name: "Read “punters” as “customers” in every other question too" })).toBeChecked();
    await saving(page, () => turn.getByRole("button", { name: "Save this fix" }).click());
    await expect(turn.getByText(/In other questions “punters” is read as “customers”/)).toBeVisible();

    const other = await context.newPage();
    await other.goto("/");
    await other.getByRole("combobox", { name: "Engine" }).selectOption("text2sql");
    const read = await askOnPage(other, "number of punters per region");
    await expect(read.getByText(/^As taught by “how many punters do we have” · corrected \d\d:\d\d · punters → customers/)).toBeVisible();
    const rows = await read.getByRole("table").innerText();
    const named = await askOnPage(other, "number of customers per region");
    expect(await named.getByRole("table").innerText()).toBe(rows);

    await other.getByRole("link", { name: "Review" }).click();
    const word = other.getByRole("region", { name: "Words of your own" }).getByRole("listitem").filter({ hasText: "punters" });
    await expect(word).toContainText("used 1 time");
    // What is known of it stands below the word, and leaves it the width of the line.
    const widthOf = async (text: RegExp) => (await word.getByText(text).boundingBox())?.width ?? 0;
    for (const [width, share] of [
      [1280, 0.7],
      [390, 0.5],
    ] as const) {
      await other.setViewportSize({ width, height: 844 });
      const line = (await word.boundingBox())?.width ?? 0;
      expect(await widthOf(/is read as/)).toBeGreaterThan(share * line);
      expect(await widthOf(/taught \d\d:\d\d by/)).toBeGreaterThan(share * line);
    }
    await saving(other, () => word.getByRole("button", { name: "Undo" }).click());
    await expect(word).toHaveCount(0);
    const again = await askOnPage(page, "number of punters per region");
    await expect(again.getByText(/As taught by/)).toHaveCount(0);
  });

  test("a log line that is no failure becomes a rule: it acts on the next log, is marked, listed and undone", async ({ page }) => {
    await page.goto("/");
    const line = (second: number, level: string, text: string) =>
      `2026-06-02 10:00:${String(second).padStart(2, "0")} ${level} [w] shop.Lamp : ${text}`;
    const analyse = async (name: string, lines: readonly string[]) => {
      const asked = await page.getByRole("article").count();
      await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(lines.join("\n")) });
      await page.getByRole("button", { name: "Ask", exact: true }).click();
      const turn = page.getByRole("article").nth(asked);
      await expect(turn.getByRole("region", { name: `Report on ${name}` })).toBeVisible({ timeout: 30_000 });
      return turn;
    };
    const failures = (turn: Awaited<ReturnType<typeof analyse>>) => turn.getByRole("tab", { name: /^Failures/ });
    const turn = await analyse("lamp-1.log", [
      line(1, "ERROR", "lamp 4 could not dim: bulb refused"),
      line(2, "INFO", "hall closed by timer 9"),
      line(9, "ERROR", "till drawer jammed: motor stalled"),
    ]);
    await expect(failures(turn)).toHaveText("Failures 2");
    await saving(page, () => turn.getByRole("button", { name: "Bad answer" }).click());
    await page.keyboard.press("Escape");
    const lamp = turn.getByRole("list", { name: "Failures" }).getByRole("listitem").filter({ hasText: "could not dim" });
    await lamp.getByRole("button", { name: "Not a failure" }).click();
    await expect(turn.getByText(/^Saved as a rule: “lamp/)).toBeVisible();
    await expect(lamp.getByRole("button", { name: "Not a failure" })).toBeFocused();
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await turn.getByRole("button", { name: "Analyse again" }).click();
    const again = page.getByRole("article").nth(1);
    await expect(failures(again)).toHaveText("Failures 1", { timeout: 30_000 });

    const other = await analyse("lamp-2.log", [
      line(3, "ERROR", "lamp 77 could not dim: bulb refused"),
      line(4, "INFO", "hall closed by timer 10"),
    ]);
    await expect(failures(other)).toHaveText("Failures 0");
    await expect(
      other.getByText(/From your rule · \d\d:\d\d · “lamp <\*> could not dim: bulb refused” is no failure \(1 line\)/),
    ).toBeVisible();
    await other.getByRole("button", { name: "Fix this answer" }).click();
    await other.getByText("A line was missed").click();
    await other.getByRole("button", { name: /hall closed by timer/ }).click();
    await expect(other.getByText(/^Saved as a rule: “hall closed/)).toBeVisible();

    await page.getByRole("link", { name: "Review" }).click();
    const rules = page.getByRole("region", { name: "Rules for logs" }).getByRole("listitem");
    await expect(rules.filter({ hasText: "hall closed" })).toContainText(/is a failure.*not used yet/s);
    await expect(rules.filter({ hasText: "could not dim" })).toContainText(/used \d times?, last \d\d:\d\d/);
    for (const name of ["hall closed", "could not dim"]) {
      await saving(page, () => rules.filter({ hasText: name }).getByRole("button", { name: "Undo" }).click());
      await expect(rules.filter({ hasText: name })).toHaveCount(0);
    }
    await page.goto("/");
    const back = await analyse("lamp-2.log", [
      line(3, "ERROR", "lamp 77 could not dim: bulb refused"),
      line(4, "INFO", "hall closed by timer 10"),
    ]);
    await expect(failures(back)).toHaveText("Failures 1");
    await expect(back.getByText(/From your rule/)).toHaveCount(0);
  });
});
