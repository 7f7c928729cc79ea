import { describe, expect, it } from "vitest";
import type { LogReport } from "@/lib/answers/log-report";
import { createAnalyzer } from "@/lib/engines/logs/analyze";

function analyze(text: string): LogReport {
  const analyzer = createAnalyzer({ fileName: "x.log", uploadId: null, now: "2026-11-21T12:00:00" });
  analyzer.push(new TextEncoder().encode(text));
  return analyzer.finish(5).report;
}

const HEAD = "TIMESTAMP|QUEUE_TIME_MS|PROCESSOR_NAME|COMPONENT|RELATIONSHIP|PG_NAME|IDENTIFIER|LOG";
const ID = "7F51904015DF5BB5A1C4FCE38DA988F7";
/** Rows of a flow trace, one second apart: [step, component, outcome, text, wait in ms, second]. */
function flow(rows: readonly (readonly [string, string, string, string?, number?, number?])[]): string {
  const body = rows.map(
    ([step, component, outcome, text = "", wait = 3, second], index) =>
      `2026-05-20 11:${String(10 + Math.floor((second ?? index) / 60)).padStart(2, "0")}:${String((second ?? index) % 60).padStart(2, "0")},100|${wait}|${step}|${component}|${outcome}|Main|${ID}|${text}`,
  );
  return [HEAD, ...body].join("\n");
}

describe("flow traces", () => {
  it("takes a good answer for good, whatever harmless steps are called failure", () => {
    const report = analyze(
      flow([
        ["Take order", "JMS", "success"],
        ["Find voucher", "SQL", "No Record Found"],
        ["Evict draft (when present)", "DEL", "failure"],
        ["Ask stock", "HTTP", "Response", 'POST https://s.example Status Code: 200 returns {"held":2,"errors":[]}'],
        ["Set code 200", "UA", "success"],
      ]),
    );
    expect(report.verdict.outcome).toBe("ok");
    expect(report.failures).toEqual([]);
  });

  it("finds the refusal inside a 200, and not the reply that hands it on", () => {
    const report = analyze(
      flow([
        ["Book pickup", "HTTP", "pre"],
        [
          "Book pickup",
          "HTTP",
          "Response",
          'PUT https://c.example/p Status Code: 200 returns {"accepted":false,"fault":{"code":"F-2","text":"depot closed"}}',
        ],
        ["Book pickup", "HTTP", "Original", "PUT https://c.example/p Status Code: 200 had sent {}"],
        ["Put answer", "JMS", "pre", "answered on 'X.BACK': Reply{replyNo=422}"],
      ]),
    );
    expect(report.verdict.outcome).toBe("failed");
    expect(report.rootCause?.failure).toMatchObject({
      line: 3,
      operation: "Book pickup",
      component: "HTTP",
      transactionId: ID,
      role: "root",
    });
    expect(report.rootCause?.sentence).toContain("depot closed");
  });

  it("takes a failed attempt for recovered when the step was started again and worked", () => {
    const report = analyze(
      flow([
        ["Book", "HTTP", "pre"],
        ["Book", "HTTP", "Response", "PUT https://c.example Status Code: 503 returns {}"],
        ["Try again", "RF", "retry"],
        ["Book", "HTTP", "pre"],
        ["Book", "HTTP", "Response", 'PUT https://c.example Status Code: 200 returns {"ok":true}'],
        ["Set code 200", "UA", "success"],
      ]),
    );
    expect(report.verdict.outcome).toBe("ok");
    expect(report.stats.failures).toBe(0);
    expect(report.failures.map((failure) => failure.role)).toEqual(["recovered"]);
  });

  it("blames the wait that began last when waits run out one inside the other", () => {
    const report = analyze(
      flow([
        ["Hand over", "JMS", "pre", "put on 'A.IN'", 3, 0],
        ["Ask hold", "JMS", "pre", "put on 'B.IN'", 3, 1],
        ["Call robot", "JMS", "pre", "put on 'C.IN'", 3, 2],
        ["Hand over", "JMS", "failure", "answer of 'A.IN': {}", 120_000, 120],
        ["Set code 504", "UA", "success", "", 3, 120],
        ["Ask hold", "JMS", "failure", "answer of 'B.IN': {}", 120_000, 121],
        ["Call robot", "JMS", "failure", "answer of 'C.IN': {}", 120_000, 122],
      ]),
    );
    expect(report.rootCause?.failure).toMatchObject({ operation: "Call robot", category: "timeout", line: 8 });
  });

  it("blames the needed row that was not found, not the optional ones", () => {
    const report = analyze(
      flow([
        ["Find promo", "SQL", "No Record Found"],
        ["Ask stock", "HTTP", "Response", "POST https://s.example Status Code: 200 returns {}"],
        ["Read carrier key", "SQL", "No Record Found"],
        ["Own trouble fields", "UA", "success"],
        ["Find wording", "SQL", "No Record Found"],
        ["Put answer", "JMS", "pre", 'answered on \'X\': {"resultCode":"SUCCESS","body":{"respCode":505}}'],
      ]),
    );
    expect(report.rootCause?.failure).toMatchObject({ operation: "Read carrier key", category: "database" });
  });

  it("judges a failed step without words by what it does", () => {
    const report = analyze(
      flow([
        ["Insert order rows", "PutSQL", "failure"],
        ["Set code 500", "UA", "success"],
      ]),
    );
    expect(report.rootCause?.failure).toMatchObject({ operation: "Insert order rows", category: "database" });
  });
});

const T = (second: number): string => `2026-06-02 09:14:${String(second).padStart(2, "0")}.100`;

describe("application logs", () => {
  it("joins a Java stack to its line and names the innermost cause", () => {
    const report = analyze(
      [
        `${T(1)} INFO [w-1] a.b.Door : basket bk-11112222 answered 201`,
        `${T(2)} ERROR [w-1] a.b.Charge : capture for basket bk-33334444 not done`,
        "a.b.ChargeException: no word",
        "\tat a.b.Charge.capture(Charge.java:112)",
        "\tat java.base/x.Y.z(Y.java:1)",
        "Caused by: java.net.SocketTimeoutException: Read timed out",
        "\t... 43 common frames omitted",
        `${T(3)} ERROR [w-1] a.b.Door : basket bk-33334444 answered 502`,
        `${T(4)} INFO [w-1] a.b.Door : basket bk-55556666 answered 201`,
      ].join("\n"),
    );
    expect(report.rootCause?.failure).toMatchObject({
      line: 2,
      component: "Charge",
      operation: "capture",
      category: "timeout",
      transactionId: "bk-33334444",
    });
    expect(report.stats).toMatchObject({
      lines: 9,
      events: 4,
      unparsedLines: 0,
      transactions: { failed: 1, ok: 2, ok_with_side_failure: 0 },
    });
  });

  it.each([
    [
      "Docker",
      (text: string, second: number) => JSON.stringify({ log: `${text}\n`, stream: "stderr", time: `2026-06-02T09:14:0${second}Z` }),
    ],
    ["Kubernetes", (text: string, second: number) => `2026-06-02T09:14:0${second}Z stderr F ${text}`],
    ["compose", (text: string) => `pay_1  | ${text}`],
    ["no wrapper at all", (text: string) => text],
  ])("joins a stack inside the wrapper of %s", (_name, wrap) => {
    const lines = [
      "INFO a.b.Door - open",
      "ERROR a.b.Charge - not captured",
      "java.io.IOException: Connection reset by peer",
      "\tat a.b.Charge.capture(Charge.java:112)",
      "INFO a.b.Door - open",
    ];
    const report = analyze(
      lines.map((text, index) => wrap(`${/^(?:INFO|ERROR)/.test(text) ? `${T(index)} ` : ""}${text}`, index)).join("\n"),
    );
    expect(report.stats).toMatchObject({ lines: 5, events: 3, unparsedLines: 0 });
    expect(report.failures).toMatchObject([{ line: 2, component: "Charge", operation: "capture", category: "connection" }]);
  });

  it("reads a table inside a container's wrapper, also a row over two lines", () => {
    const rows = [
      "time,level,service,job_id,message",
      '2026-07-31T20:00:00,ERROR,loyalty,J-10021,"not posted,',
      'card locked"',
      "2026-07-31T20:00:01,INFO,loyalty,J-10022,posted",
    ];
    const report = analyze(rows.map((row, index) => `2026-07-31T20:00:0${index}Z stdout F ${row}`).join("\n"));
    expect(report.failures).toMatchObject([
      { line: 2, component: "loyalty", transactionId: "J-10021", message: expect.stringContaining("card locked") },
    ]);
    expect(report.stats).toMatchObject({ lines: 4, events: 2, unparsedLines: 0 });
  });

  it("reads the frame of a Python traceback", () => {
    const report = analyze(
      [
        `${T(1)} ERROR shop.stock: hold failed`,
        "Traceback (most recent call last):",
        '  File "/srv/shop/stock.py", line 41, in take',
        "    row = rows[0]",
        "IndexError: list index out of range",
      ].join("\n"),
    );
    expect(report.failures[0]).toMatchObject({ operation: "take", category: "script", line: 1 });
  });

  it("calls an error beside a transaction that ended like the good ones a side failure", () => {
    const line = (id: string, level: string, text: string): string =>
      `time=2026-07-01T06:00:12Z level=${level} svc=orders trace=${id} msg="${text}"`;
    const report = analyze(
      [
        line("aa11", "info", "order confirmed"),
        line("aa11", "info", "mail sent"),
        line("bb22", "info", "order confirmed"),
        line("bb22", "error", "statistics event could not be delivered"),
        line("bb22", "info", "mail sent"),
      ].join("\n"),
    );
    expect(report.verdict.outcome).toBe("ok_with_side_failure");
    expect(report.failures[0]).toMatchObject({ line: 4, role: "side" });
  });

  it.each([
    "INFO  [w] App : 0 errors, 12 rows",
    "INFO [w] App : loaded 212 error texts, 0 failed",
    "WARN [w] Images : picture not delivered, shopper closed the page",
    "ERROR [w] Guard : no cookie yet (normal for a first visit)",
    "INFO [w] Http : Status Code: 200",
    "WARN [w] Stock : service took 2400 ms, within the limit of 5000",
    "INFO [w] Mail : subject: your card was rejected last week",
    "DEBUG [w] Net : retries=0 error=null timeout=30s",
    "ERROR [w] Voucher : code already used, basket goes on",
    "ERROR [w] Http : picture not sent: connection reset by peer, the client has gone",
  ])("raises no alarm for %s", (text) => {
    const report = analyze([`${T(1)} INFO [w] App : started`, `${T(2)} ${text}`, `${T(3)} INFO [w] App : done`].join("\n"));
    expect(report.failures).toEqual([]);
    expect(report.verdict.outcome).toBe("ok");
  });

  it.each([
    ["java.net.ConnectException: Connection refused (x/10.0.0.1:8443)", "connection"],
    ["no space left on device", "resource"],
    ["deadlock detected while updating stock", "database"],
    ["401 Unauthorized from bank", "authentication"],
    ["charge failed for order 77: connection reset by peer", "connection"],
    ["charge failed: remote host closed the connection", "connection"],
    ["TypeError: Cannot read properties of undefined", "script"],
    ["upstream timed out after 30 s", "timeout"],
    ["event could not be delivered to kafka", "messaging"],
    ["field zip is required", "validation"],
    ["Status Code: 502 from shipping", "http"],
    ["something odd failed", "other"],
  ])("files %s under %s", (text, category) => {
    expect(analyze(`${T(1)} ERROR [w] App : ${text}`).failures[0]?.category).toBe(category);
  });

  it("takes a proxy's error for recovered when it served the same request by another server", () => {
    const report = analyze(
      [
        '2026/07/18 10:20:59 [error] 31#31: *4 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.9, request: "POST /pay HTTP/1.1", upstream: "http://10.1.1.1:80/pay"',
        '10.0.0.9 - - [18/Jul/2026:10:20:59 +0000] "POST /pay HTTP/1.1" 201 512 "-" "x"',
      ].join("\n"),
    );
    expect(report.verdict.outcome).toBe("ok");
  });

  it("blames the host that ran out of memory, not the service that missed it", () => {
    const report = analyze(
      [
        "Jun 17 03:09:07 h1 gate[2]: batch B-20917 handed over",
        "Jun 17 03:09:09 h1 kernel: [184423.120007] Out of memory: Killed process 2291 (renderer) total-vm:13021884kB",
        "Jun 17 03:09:29 h1 gate[2]: batch B-20917 no answer from renderer, 0 of 400 printed",
      ].join("\n"),
    );
    expect(report.rootCause?.failure).toMatchObject({ line: 2, category: "resource" });
    expect(report.recommendations[0]?.text).toMatch(/memory/);
  });
});

describe("what a report holds", () => {
  it.each([
    ["nothing", "", /no lines/],
    ["bytes that are no text", String.fromCharCode(...Array.from({ length: 2_000 }, (_, i) => i % 9)), /not a text log/],
  ])("says so when the file holds %s", (_name, text, sentence) => {
    const report = analyze(text);
    expect(report.verdict).toMatchObject({ outcome: "unknown" });
    expect(report.verdict.sentence).toMatch(sentence);
  });

  it("never says that nothing failed when most lines were not understood", () => {
    const report = analyze(Array.from({ length: 40 }, (_, index) => `some words without a shape ${index}`).join("\n"));
    expect(report.verdict.outcome).toBe("unknown");
    expect(report.notes.join(" ")).toMatch(/40 lines are in no known format/);
  });

  it("says beside a good verdict how many lines it did not understand, and which", () => {
    const report = analyze(
      ["%% one odd line jo@post.example", ...Array.from({ length: 9 }, (_, i) => `${T(i)} INFO [w] App : step ${i} done`)].join("\n"),
    );
    expect(report.verdict).toMatchObject({ outcome: "ok", sentence: expect.stringContaining("1 line is in no known format") });
    expect(report.notes.join(" ")).toMatch(/The first is line 1: %% one odd line \[email\]/);
  });

  it("masks secrets everywhere, also in templates and chains", () => {
    const report = analyze(
      Array.from(
        { length: 3 },
        (_, i) => `${T(i)} ERROR [w] App : login of jo.doe@post.example failed, password=Turnip.88 card 4111 1111 1111 1111`,
      ).join("\n"),
    );
    const text = JSON.stringify(report);
    expect(text).not.toMatch(/jo\.doe|Turnip|4111/);
    expect(report.failures.length).toBe(3);
  });

  it("keeps lists bounded and counts everything", () => {
    const report = analyze(
      Array.from(
        { length: 3_000 },
        (_, i) =>
          `2026-06-02 09:${String(Math.floor(i / 60) % 60).padStart(2, "0")}:${String(i % 60).padStart(2, "0")} ERROR [w] App : job ${i} failed`,
      ).join("\n"),
    );
    expect(report.failures.length).toBeLessThanOrEqual(500);
    expect(report.stats.failures).toBe(3_000);
    expect(report.histogram.reduce((sum, bar) => sum + bar.failures, 0)).toBe(3_000);
    expect(report.histogram.reduce((sum, bar) => sum + bar.lines, 0)).toBe(3_000);
    expect(report.templates.reduce((sum, one) => sum + one.count, 0)).toBe(3_000);
  });

  it("gives the same report for the same bytes, however they are cut", () => {
    const text = `${T(1)} ERROR [w] App : größe failed\n${T(2)} INFO [w] App : done\n`;
    const analyzer = createAnalyzer({ fileName: "x.log", uploadId: null, now: "2026-11-21T12:00:00" });
    for (const byte of new TextEncoder().encode(text)) analyzer.push(Uint8Array.of(byte));
    expect(analyzer.finish(5).report).toEqual(analyze(text));
  });

  it("counts in a note what came back all along before and after the cause", () => {
    const gate = (minute: number) => `2025-06-06 09:${minute}:00 ERROR gate     antenna 3 no tag read`;
    const loan = "2025-06-06 09:32:00 ERROR loans    loan K-40118 not booked: card unreadable";
    const report = analyze([gate(11), gate(21), gate(31), loan, gate(41), gate(51)].join("\n"));
    expect(report.failures.map(({ line }) => line)).toEqual([4]);
    expect(report.notes.join(" ")).toMatch(/5 lines of 1 kind .* first is line 1: antenna 3 no tag read/);
  });
});
