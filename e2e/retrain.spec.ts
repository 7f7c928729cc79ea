import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { askOnPage, saving } from "@/e2e/chat-page";
import { startApp, type RunningApp } from "@/e2e/start-app";
import { Ranker } from "@/lib/engines/text2sql/ranker/rank";
import { root } from "@/lib/language/words";
import type { ModelName, ModelOf } from "@/lib/learning/models/model";
import { keepVersion, requestRuns, startRun } from "@/lib/learning/models/runs.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";
import { databasePath } from "@/lib/platform/migrate.sqlite";

/** An app of its own: what it learns must not act on other journeys. */
const PORT = Number(process.env["E2E_PORT"] ?? 3217) + 50;
let app: RunningApp;
test.describe.configure({ mode: "serial", timeout: 180_000 });
test.beforeAll(async () => void (app = await startApp(PORT)));
test.afterAll(async () => app.stop());

const noViolation = async (page: Page) =>
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
const runs = (page: Page) => page.getByRole("list", { name: "Latest trainings" }).getByRole("listitem");

test("teach a few, train, see it finish, and read why it may not serve", async ({ page }) => {
  await page.goto(app.url);
  for (const question of [
    "how many loans are active",
    "number of loans per branch",
    "average balance of savings accounts",
    "total revenue last month",
    "orders by status",
    "top 5 products this year",
  ]) {
    const turn = await askOnPage(page, question);
    await saving(page, () => turn.getByRole("button", { name: "Good answer" }).click());
    await page.keyboard.press("Escape");
  }
  await page.getByRole("link", { name: "Learning" }).click();
  await expect(page.getByRole("heading", { name: "Learning", level: 1 })).toBeVisible();
  const model = page.getByRole("region", { name: "Choice of source" });
  await expect(model).toContainText(
    /In use: what is built in\. [3-6] own examples, beside [\d,]+ that come with Tellback and prove nothing about yours\. 9\d more are needed/,
  );
  await expect(page.getByRole("region", { name: "How sure answers are" })).toContainText(
    /In use: what is built in\. [3-6] judged answers: .* That is too little: 100 of one engine are needed, 10 of them right and 10 wrong\./,
  );
  await noViolation(page);
  await model.getByRole("button", { name: "Train: Choice of source" }).click();
  await expect(runs(page).first()).toContainText("Choice of source made router 1", { timeout: 60_000 });
  await expect(runs(page).first()).toContainText(/[3-6] own examples and [\d,]+ built in/);
  const promote = model.getByRole("button", { name: "Promote router 1" });
  await expect(promote).toBeDisabled();
  await expect(promote).toHaveAccessibleDescription(
    /^(?:No held-out questions yet|Only \d+ held-out questions?); 100 are needed to tell\.$/,
  );
  await noViolation(page);
});

test("a training can be cancelled, and tells what it does", async ({ page }) => {
  await page.goto(`${app.url}/learning`);
  await page.getByRole("button", { name: "Train all" }).click();
  await page.getByRole("button", { name: "Cancel the training: Failures in logs" }).click();
  await expect(runs(page).filter({ hasText: "Failures in logs" })).toContainText("cancelled");
  await expect(page.getByRole("button", { name: "Train all" })).toBeEnabled({ timeout: 90_000 });
  await expect(runs(page).filter({ hasText: "Failures in logs" })).toContainText("cancelled");
  await runs(page).filter({ hasText: "made router 2" }).getByText("Log", { exact: true }).click();
  await expect(page.getByLabel("Log of the training: Choice of source").first()).toContainText("Comparing");
});

test("a version that proved better serves at once when it is promoted, and no longer after roll back", async ({ page, request }) => {
  const routed = async () => {
    const reply: { readonly source: string } = await (
      await request.post(`${app.url}/api/ask`, { data: { question: "gizmos and gadgets" } })
    ).json();
    return reply.source;
  };
  expect(await routed()).toBe("shop");
  await prepareBetterRouter();
  await page.goto(`${app.url}/learning`);
  const model = page.getByRole("region", { name: "Choice of source" });
  await model.getByRole("button", { name: "Promote router 3" }).click();
  await expect(model.getByText("In use: router 3.")).toBeVisible();
  expect(await routed()).toBe("bank");
  await noViolation(page);
  await model.getByRole("button", { name: "Roll back: Choice of source" }).click();
  await expect(model.getByText("In use: what is built in.", { exact: false }).first()).toBeVisible();
  expect(await routed()).toBe("shop");
  await model.getByText("Decisions").click();
  await expect(model.getByRole("listitem").filter({ hasText: "router 3 promoted" })).toContainText(
    "0.90 against 0.70 on 200 held-out questions",
  );
});

test("a version is tried in the shadow of what serves, its questions are counted, and it is ended", async ({ page, request }) => {
  await prepareVersion("ranker", Ranker.parse(JSON.parse(readFileSync("lib/engines/text2sql/ranker/ranker.json", "utf8"))));
  await page.goto(`${app.url}/learning`);
  const model = page.getByRole("region", { name: "Reading of questions" });
  await model
    .getByRole("button", { name: /^Start the trial of ranker/ })
    .first()
    .click();
  const trial = model.getByRole("group", { name: /^Trial of ranker/ });
  await expect(trial).toContainText("No difference is proven yet.");
  await request.post(`${app.url}/api/ask`, { data: { question: "number of cards per network", engine: "text2sql", source: "bank" } });
  await expect(async () => {
    await page.reload();
    await expect(trial).toContainText("Both read 1 of 1 questions alike.", { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await noViolation(page);
  await trial.getByRole("button", { name: /^End the trial/ }).click();
  await expect(trial).toContainText("Stopped by hand.");
});

test("deleting a conversation names what learned from it", async ({ page }) => {
  await page.goto(app.url);
  const row = page
    .getByRole("navigation", { name: "Conversations" })
    .getByRole("listitem")
    .filter({ hasText: "how many loans are active" });
  await row.hover();
  await row.getByRole("button", { name: /Delete/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/router 2.* and router 1 learned from it/);
  await noViolation(page);
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await page.goto(`${app.url}/learning`);
  await expect(page.getByRole("region", { name: "Choice of source" })).toContainText(/\d of them deleted since/);
  await expect(runs(page).filter({ hasText: "Choice of source made router 4" })).toHaveCount(1, { timeout: 90_000 });
  await expect(runs(page).filter({ hasText: "There is nothing to learn from yet." })).toHaveCount(1, { timeout: 90_000 });
});

for (const [name, viewport, colorScheme] of [
  ["phone", { width: 390, height: 844 }, "dark"],
  ["desk", { width: 1440, height: 900 }, "dark"],
] as const) {
  test(`the page fits and has no accessibility violation: ${name}, ${colorScheme}`, async ({ browser }) => {
    const page = await (await browser.newContext({ viewport, colorScheme })).newPage();
    await page.goto(`${app.url}/learning`);
    await expect(page.getByRole("heading", { name: "Learning", level: 1 })).toBeVisible();
    await noViolation(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    if (process.env["E2E_SHOTS"]) await page.screenshot({ path: join(process.env["E2E_SHOTS"], `learning-${name}-${colorScheme}.png`) });
    // The page listens to the server, which would wait for it to end.
    await page.context().close();
  });
}

/** A version as a training on many examples would have left it: better on 200 held-out questions than what is built in. */
async function prepareBetterRouter(): Promise<void> {
  await prepareVersion("router", { rule: 4, places: { "text2sql bank": { bias: 0, words: { [root("gizmo")]: 9 } } } });
}

async function prepareVersion<M extends ModelName>(model: M, weights: ModelOf[M]): Promise<void> {
  const db = openPrisma(app.databaseUrl);
  const now = new Date();
  const requested = await requestRuns(
    db,
    { models: [model], trigger: "command", withFeedback: true, seed: 1, folder: null, codeVersion: "test", pid: process.pid },
    randomUUID,
  );
  if (!requested.ok) throw new Error(requested.error);
  const [id = ""] = requested.value;
  await startRun(db, id, now);
  const comparison = {
    against: null,
    at: now.toISOString(),
    gains: [...Array<number>(45).fill(1), ...Array<number>(5).fill(-1)],
    onlyChallenger: 45,
    onlyChampion: 5,
    heldOut: 200,
    challengerRight: 180,
    championRight: 140,
    broken: 0,
    medianMs: 1,
    limitMs: 20,
  };
  await keepVersion(
    db,
    join(dirname(databasePath(app.databaseUrl)), "models"),
    id,
    { model, weights, metrics: { comparison }, exampleIds: [] },
    now,
  );
  await db.$disconnect();
}
