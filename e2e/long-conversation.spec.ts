import { expect, test } from "@/e2e/test";

const QUESTIONS = 34;

test("a long conversation opens at its end, shows what was earlier when asked, and opens at the question that a link names", async ({
  page,
  request,
}) => {
  let conversationId: string | undefined;
  const ids: string[] = [];
  for (let index = 0; index < QUESTIONS; index += 1) {
    const reply = await request.post("/api/ask", {
      data: { question: `how many orders in the last ${index + 2} days`, engine: "shop", conversationId },
    });
    const answer: { id: string; conversationId: string } = await reply.json();
    conversationId = answer.conversationId;
    ids.push(answer.id);
  }
  const turns = page.getByRole("article");
  await page.goto(`/c/${conversationId}`);
  await expect(turns.last()).toBeInViewport();
  await expect(turns).toHaveCount(30);
  const first = turns.first();
  const name = await first.getByRole("heading").innerText();
  await first.scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "Show 4 earlier questions" }).click();
  await expect(turns).toHaveCount(QUESTIONS);
  // The reader stays where the reading was.
  await expect(page.getByRole("heading", { name, exact: true })).toBeInViewport();
  await expect(turns.nth(4)).toBeFocused();

  for (const at of [1, 20]) {
    await page.goto("/upkeep");
    await page.goto(`/c/${conversationId}#q-${ids[at]}`);
    await expect(page.locator(`[data-turn="${ids[at]}"]`)).toBeFocused();
    await expect(page.locator(`#q-${ids[at]}`)).toBeInViewport();
  }
});

test("the review queue leads to the turn that waits", async ({ page, request }) => {
  const asked = await request.post("/api/ask", { data: { question: "orders by status", engine: "shop" } });
  const bad: { id: string; conversationId: string } = await asked.json();
  for (const question of ["revenue this year", "revenue last year"])
    await request.post("/api/ask", { data: { question, engine: "shop", conversationId: bad.conversationId } });
  await request.post("/api/feedback", { data: { interactionId: bad.id, value: "down" } });
  await page.goto("/review");
  await page.locator(`[data-turn="${bad.id}"]`).getByRole("link", { name: "See the answer" }).click();
  await expect(page.locator(`article[data-turn="${bad.id}"]`)).toBeFocused();
  await expect(page.locator(`#q-${bad.id}`)).toBeInViewport();
});
