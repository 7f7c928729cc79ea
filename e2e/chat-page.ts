import { expect, type Page } from "@playwright/test";

/** Types a question, waits for its answer and returns the turn. */
export async function askOnPage(page: Page, question: string) {
  const before = await page.getByRole("article").count();
  await page.getByRole("textbox", { name: /question/i }).fill(question);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  const turn = page.getByRole("article").nth(before);
  await expect(turn.getByRole("group", { name: "Rate this answer" })).toBeVisible({ timeout: 30_000 });
  return turn;
}

/** The value beside a name in the stats panel, such as "3" for Questions. */
export async function statOf(page: Page, name: string): Promise<string> {
  const line = page.getByRole("complementary", { name: "Stats" }).locator("dl > div").filter({ has: page.getByText(name, { exact: true }) });
  return (await line.locator("dd span").first().innerText()).trim();
}

/** Does something that saves, and waits until the server has answered. */
export async function saving(page: Page, action: () => Promise<void>): Promise<void> {
  const saved = page.waitForResponse((response) => response.request().method() === "POST");
  await action();
  await saved;
}
