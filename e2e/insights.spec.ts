import { expect, test } from "@/e2e/test";
import { expectNoViolation } from "@/e2e/accessible";
import { askOnPage, saving } from "@/e2e/chat-page";

test.describe("insights", () => {
  test("open on what to act on: a thumb down with its reason, comment and a way to the turn", async ({ page }) => {
    await page.goto("/");
    const turn = await askOnPage(page, "how many refunds last month");
    await saving(page, () => turn.getByRole("button", { name: "Bad answer" }).click());
    await saving(page, () => page.getByRole("group", { name: "Reasons" }).getByText("Wrong number").click());
    await page
      .getByRole("textbox", { name: /comment|note|why/i })
      .first()
      .fill("Our books say eleven");
    await saving(page, () => page.keyboard.press("ControlOrMeta+Enter"));
    await page.getByRole("link", { name: "Insights" }).first().click();
    await expect(page).toHaveURL(/\/insights$/);
    const down = page.getByRole("region", { name: "Latest thumbs down" });
    await expect(down).toContainText("Wrong number");
    await expect(down).toContainText("Our books say eleven");
    await down.getByRole("link", { name: "how many refunds last month" }).first().click();
    await expect(page).toHaveURL(/\/c\/[0-9a-f-]{36}#q-/);
    await expect(page.getByRole("article").first()).toContainText("how many refunds last month");
  });

  test("keep the filter in the address, and export exactly what is filtered", async ({ page, request }) => {
    await page.goto("/");
    await askOnPage(page, "orders by channel this week");
    await page.goto("/insights");
    await page.getByRole("searchbox", { name: "Question contains" }).fill("orders by channel");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/text=orders\+by\+channel/);
    const rows = page.getByRole("region", { name: "All questions" }).getByRole("listitem");
    const shown = await rows.count();
    expect(shown).toBeGreaterThan(0);
    for (const text of await rows.allInnerTexts()) expect(text).toContain("orders by channel");
    const href = await page.getByRole("link", { name: "JSONL" }).getAttribute("href");
    const lines = (await (await request.get(href ?? "")).text()).trim().split("\n");
    expect(lines).toHaveLength(shown);
    await page.getByRole("combobox", { name: "Outcome" }).selectOption("failed");
    await expect(page).toHaveURL(/outcome=failed/);
    await expect(page.getByRole("region", { name: "All questions" })).toContainText("No question in this span.");
    await expectNoViolation(page);
  });

  test("fold most of the filter away on a phone, and open it where it is in use", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/insights");
    await expect(page.getByRole("heading", { name: "Act on this" })).toBeInViewport();
    await expect(page.getByRole("combobox", { name: "Outcome" })).toBeHidden();
    await page.getByRole("button", { name: "More filters" }).click();
    await page.getByRole("combobox", { name: "Outcome" }).selectOption("refused");
    await expect(page).toHaveURL(/outcome=refused/);
    await expect(page.getByRole("combobox", { name: "Outcome" })).toHaveValue("refused");
    await expectNoViolation(page);
  });

  test("tell failures by kind with a way to each turn, and one question however it is worded", async ({ page, request }) => {
    const ask = async (question: string) => (await request.post("/api/ask", { data: { question, engine: "shop" } })).json();
    const [plain, polite] = [await ask("refunds in the last 3 months"), await ask("How many refunds in the last 6 months?")];
    expect(plain.sql).toBe(polite.sql);
    const unknown = "how many flurbs were zorped last month";
    await ask(unknown);
    await page.goto("/insights");
    const common = page
      .getByRole("region", { name: "Most common questions" })
      .getByRole("row")
      .filter({ hasText: /last 6 months/ });
    await expect(common.getByRole("cell").nth(1)).toHaveText(/^[2-9]/);
    await common.getByRole("link").click();
    const rows = page.getByRole("region", { name: "All questions" });
    for (const text of ["refunds in the last 3 months", "How many refunds in the last 6 months?"]) await expect(rows).toContainText(text);
    await page.goto("/insights");
    await page.getByRole("region", { name: "Failures by kind" }).getByRole("link", { name: unknown }).first().click();
    await expect(page).toHaveURL(/\/c\/[0-9a-f-]{36}#q-/);
    await page.goto("/insights");
    await page.getByRole("navigation", { name: "Pages", exact: true }).getByRole("link", { name: "Review" }).click();
    await expect(page).toHaveURL(/\/review$/);
  });

  test("show how each alert rule stands, and mute one for a day", async ({ page }) => {
    await page.goto("/insights");
    const rule = page
      .getByRole("region", { name: "Alerts" })
      .getByRole("listitem")
      .filter({ hasText: /failures rising/i });
    await expect(rule).toContainText("at the same time last week");
    await rule.getByRole("button", { name: "Mute failures rising for a day" }).click();
    await expect(rule).toContainText("Muted until");
    await rule.getByRole("button", { name: "Unmute failures rising" }).click();
    await expect(rule).not.toContainText("Muted until");
  });

  test("say what is wrong with an address, and stay useful", async ({ page, request }) => {
    await page.goto("/insights?engine=oracle");
    await expect(page.locator("main").getByRole("alert")).toContainText("engine must be shop, text2sql, logs");
    expect((await request.get("/api/export/interactions?period=5d")).status()).toBe(400);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const [name, viewport] of [
      ["desk", { width: 1440, height: 900 }],
      ["phone", { width: 390, height: 844 }],
    ] as const) {
      test(`have no accessibility violation and never scroll sideways, or twice: ${colorScheme}, ${name}`, async ({ browser }) => {
        const page = await (await browser.newContext({ colorScheme, viewport })).newPage();
        await page.goto("/insights");
        const success = page.getByRole("region", { name: /^Success per/ });
        await success.getByRole("tab", { name: "Chart" }).press("ArrowRight");
        await expect(success.getByRole("columnheader", { name: "Success" })).toBeVisible();
        await expectNoViolation(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
        expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(viewport.height);
      });
    }
  }
});

test.describe("analytics for programs", () => {
  for (const [report, fields] of [
    [
      "overview",
      [
        "period_days",
        "total_runs",
        "successful_runs",
        "failed_runs",
        "success_rate",
        "avg_confidence",
        "avg_response_time_ms",
        "template_match_rate",
        "intent_distribution",
        "user_role_distribution",
        "module_distribution",
        "generated_at",
      ],
    ],
    ["trends", ["trends"]],
    ["errors", ["total_errors", "error_types", "recent_errors"]],
    ["model-comparison", ["models"]],
    ["prompt-analysis", ["prompts"]],
    ["report", ["overview", "trends", "errors", "model_comparison", "prompt_analysis"]],
    ["health", ["status", "pending"]],
  ] as const) {
    test(`answer ${report} without MLflow`, async ({ request }) => {
      const response = await request.get(`/api/analytics/mlflow/${report}`);
      expect(response.status()).toBe(200);
      expect(Object.keys(await response.json())).toEqual(expect.arrayContaining([...fields]));
    });
  }

  test("refuse days outside 1 to 365 and an unknown report", async ({ request }) => {
    for (const days of ["0", "366", "x", "1.5"])
      expect((await request.get(`/api/analytics/mlflow/overview?days=${days}`)).status(), days).toBe(400);
    expect((await request.get("/api/analytics/mlflow/nothing")).status()).toBe(404);
    expect(await (await request.post("/api/analytics/mlflow/experiments/recreate")).json()).toMatchObject({
      success: true,
      experiments: [],
    });
  });

  test("read runs as from an MLflow server", async ({ request }) => {
    await request.post("/api/ask", { data: { question: "how many orders yesterday" } });
    const found = await (
      await request.post("/api/2.0/mlflow/runs/search", {
        data: { experiment_ids: ["1"], filter: "params.question = 'how many orders yesterday' AND metrics.success = 1", max_results: 1 },
      })
    ).json();
    expect(found.runs).toHaveLength(1);
    const { run } = await (await request.get(`/api/2.0/mlflow/runs/get?run_id=${found.runs[0].info.run_id}`)).json();
    expect(run).toEqual(found.runs[0]);
    const wrong = await request.post("/api/2.0/mlflow/runs/search", { data: { experiment_ids: ["1"], filter: "metrics.success = 'x'" } });
    expect([wrong.status(), (await wrong.json()).error_code]).toEqual([400, "INVALID_PARAMETER_VALUE"]);
    expect((await request.post("/api/2.0/mlflow/runs/create", { data: {} })).status()).toBe(404);
  });
});
