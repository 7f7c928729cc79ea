import { expect, test } from "@/e2e/test";
import { expectNoViolation } from "@/e2e/accessible";
import { askOnPage } from "@/e2e/chat-page";

for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, viewport] of [
    ["desk", { width: 1440, height: 900 }],
    ["phone", { width: 390, height: 844 }],
  ] as const) {
    test(`no accessibility violation in the chat: ${colorScheme}, ${name}`, async ({ browser }) => {
      const page = await (await browser.newContext({ colorScheme, viewport })).newPage();
      await page.goto("/");
      await expectNoViolation(page);
      const turn = await askOnPage(page, "revenue by month this year");
      await turn.getByRole("button", { name: "Bad answer" }).click();
      await expectNoViolation(page);
      await page.keyboard.press("Escape");
      await page.locator('input[type="file"]').setInputFiles("public/samples/orders-service.jsonl");
      await page.getByRole("button", { name: "Ask", exact: true }).click();
      await expect(page.getByRole("region", { name: /Report on orders-service/ })).toBeVisible({ timeout: 30_000 });
      await expectNoViolation(page);
    });

    test(`no accessibility violation beside the chat: ${colorScheme}, ${name}`, async ({ browser }) => {
      const page = await (await browser.newContext({ colorScheme, viewport })).newPage();
      for (const path of ["/c/00000000-0000-4000-8000-000000000000", "/review", "/learning"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectNoViolation(page);
      }
    });
  }
}

test("the page never scrolls sideways on a phone", async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await page.goto("/");
  await askOnPage(page, "list the 20 largest orders this month");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("a conversation prints whole and dark on white, without what is only for the screen", async ({ browser }) => {
  const page = await (await browser.newContext({ colorScheme: "dark" })).newPage();
  await page.goto("/");
  for (const question of ["revenue by month this year", "list the 40 largest orders this month"]) await askOnPage(page, question);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("textbox", { name: /question/i })).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Conversations" })).toBeHidden();
  const rows = page.getByRole("group", { name: "Result rows" }).last();
  const cut = await rows.evaluate((box) => {
    const hidden: string[] = [];
    for (let at: Element | null = box; at; at = at.parentElement)
      if (getComputedStyle(at).overflowY !== "visible" && at.scrollHeight > at.clientHeight) hidden.push(at.className);
    return hidden;
  });
  expect(cut).toEqual([]);
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe("rgb(27, 32, 29)");
});

test("asking works with the keyboard alone, and focus stays where the next question is typed", async ({ page }) => {
  await page.goto("/");
  const box = page.getByRole("textbox", { name: /question/i });
  // A key that is pressed before the page has its handlers is lost, as it would be for a person.
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(box).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("orders by status");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article").first().getByRole("group", { name: "Rate this answer" })).toBeVisible();
  await expect(box).toBeFocused();
});
