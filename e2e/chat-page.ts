import { expect, type Page, type Request } from "@playwright/test";

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
  const line = page
    .getByRole("complementary", { name: "Stats" })
    .locator("dl > div")
    .filter({ has: page.getByText(name, { exact: true }) });
  return (await line.locator("dd span").first().innerText()).trim();
}

/** After so long without a request the page asks for nothing more by itself. */
const QUIET_MS = 100;

/**
 * Does something that saves, and waits until the server has answered. Server actions go one after another, so what is to be
 * saved may stand behind what the page reads for itself: the last one must be answered.
 */
export async function saving(page: Page, action: () => Promise<void>): Promise<void> {
  const open = new Set<Request>();
  const began = (request: Request) => void (request.method() === "POST" && open.add(request));
  const ended = (request: Request) => void open.delete(request);
  page.on("request", began).on("requestfinished", ended).on("requestfailed", ended);
  const saved = page.waitForResponse((response) => response.request().method() === "POST");
  await action();
  await saved;
  for (let quietMs = 0; quietMs < QUIET_MS; quietMs = open.size > 0 ? 0 : quietMs + QUIET_MS / 4) await page.waitForTimeout(QUIET_MS / 4);
  page.off("request", began).off("requestfinished", ended).off("requestfailed", ended);
}
