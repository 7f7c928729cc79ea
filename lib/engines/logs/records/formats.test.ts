import { describe, expect, it } from "vitest";
import { createLineParser } from "@/lib/engines/logs/records/formats";
import { isoOf } from "@/lib/engines/logs/records/timestamps";

type Expected = {
  format?: string;
  level?: string | null;
  component?: string | null;
  operation?: string | null;
  transaction?: string | null;
  status?: number | null;
  message?: unknown;
  time?: string | null;
};

const CASES: readonly (readonly [string, string, Expected])[] = [
  [
    "Spring Boot",
    "2026-06-02T09:14:21.517+02:00  INFO 4127 --- [nio-8090-exec-4] s.b.checkout.Cart  : POST /checkout",
    { level: "info", component: "s.b.checkout.Cart", message: "POST /checkout", time: "2026-06-02T09:14:21.517+02:00" },
  ],
  [
    "log4j with a thread of several words",
    "2026-10-18 18:01:47,978 INFO [IPC Server handler 19 on 62270] org.acme.Mapper: done",
    { level: "info", component: "org.acme.Mapper", message: "done" },
  ],
  [
    "Python logging",
    "2026-06-17 03:02:14,123 - shop.orders - ERROR - cannot save",
    { level: "error", component: "shop.orders", message: "cannot save" },
  ],
  ["Python default", "ERROR:root:could not open file", { level: "error", message: "could not open file" }],
  ["Serilog", "[03:02:14 ERR] Order failed", { level: "error", message: "Order failed" }],
  ["Nest", "[Nest] 1234  - 06/17/2026, 3:02:14 AM   ERROR [ExceptionsHandler] cannot read x", { level: "error", message: "cannot read x" }],
  ["Airflow", "[2025-06-01T04:05:40.201+0000] {fleet.py:44} INFO - 8812 trips stored", { level: "info", message: "8812 trips stored" }],
  ["a small device", "W (2011) wifi: disconnected, reason 201", { level: "warn", component: "wifi", message: "disconnected, reason 201" }],
  [
    "klog",
    "E0617 03:02:14.123456       1 controller.go:12] sync failed",
    { level: "error", component: "controller.go", message: "sync failed" },
  ],
  [
    "Android",
    "03-17 16:13:38.811  1702  2395 D WindowManager: opening",
    { level: "debug", component: "WindowManager", message: "opening" },
  ],
  [
    "PostgreSQL",
    '2026-05-16 03:02:14.123 UTC [1234] shop@orders ERROR:  relation "x" does not exist',
    { level: "error", message: 'relation "x" does not exist' },
  ],
  ["MySQL", "2026-06-17T03:02:14.123456Z 0 [ERROR] [MY-010119] [Server] Aborting", { level: "error", message: "Aborting" }],
  ["syslog of RFC 3164", "Jun 17 03:02:24 rack2 cupsd[702]: [Job 8608] sent", { level: null, component: "cupsd", message: "sent" }],
  [
    "syslog with a module in the tag",
    "Jun 17 03:02:24 rack2 sshd(pam_unix)[702]: check pass",
    { component: "sshd(pam_unix)", message: "check pass" },
  ],
  [
    "syslog of RFC 5424",
    "<34>1 2026-10-11T22:14:15.003Z web1 su 77 ID47 - 'su root' failed",
    { component: "su", message: "'su root' failed" },
  ],
  [
    "Apache error",
    "[Sun Dec 04 04:51:18 2005] [error] [client 10.0.0.1] File does not exist",
    { level: "error", message: "File does not exist" },
  ],
  ["nginx error", "2026/06/17 03:02:14 [error] 1234#0: *5 connect() failed", { level: "error", message: "*5 connect() failed" }],
  [
    "access log",
    '10.0.0.9 - - [17/Jun/2026:03:02:14 +0000] "GET /cart?x=1 HTTP/1.1" 502 12 "-" "curl"',
    { format: "access log", operation: "GET /cart", status: 502 },
  ],
  [
    "JSON with nested fields",
    '{"ts":"2026-06-17T03:02:14Z","log":{"level":"error"},"service":"pay","http":{"request":{"method":"POST"},"path":"/holds"},"traceId":"ab12cd34","msg":"no"}',
    { format: "JSON lines", level: "error", component: "pay", transaction: "ab12cd34" },
  ],
  ["pino levels", '{"level":50,"time":1717300000123,"msg":"boom"}', { level: "error", message: "boom" }],
  [
    "logfmt",
    'ts=2026-07-01T06:00:12.136Z level=warn svc=events trace=257ca9 msg="not delivered" attempt=1',
    { format: "logfmt", level: "warn", component: "events", transaction: "257ca9", message: "not delivered attempt=1" },
  ],
  [
    "levels between pipes",
    "2026-05-11 14:02:07,247 | ERROR | reqId:4C55BEA0 | a.b.Desk.open(Desk.java:41) - not approved",
    { level: "error", transaction: "4C55BEA0", component: "Desk", operation: "open", message: "not approved" },
  ],
  [
    "Docker",
    '{"log":"2026-06-17 03:02:14 ERROR it failed\\n","stream":"stderr","time":"2026-06-17T03:02:14.1Z"}',
    { level: "error", message: "it failed" },
  ],
  ["Kubernetes", "2026-06-17T03:02:14.123Z stdout F plain words", { message: "plain words", time: "2026-06-17T03:02:14.123Z" }],
  [
    "a name and a number between pipes",
    "20250103-22:15:29:606|Pace_Main|30002312|onPaceChanged 3579",
    { component: "Pace_Main", message: "onPaceChanged 3579" },
  ],
  [
    "a collector's time and host before a syslog line",
    "- 1131566461 2025.11.09 n228 Nov 9 12:01:01 n228/n228 crond(pam_unix)[2915]: session closed for user root",
    { component: "crond(pam_unix)", message: "session closed for user root" },
  ],
  [
    "a time in the message that is no part of the header",
    "100017 node-9 unix.hw state_change.unavailable 1077804742 1 node node-a is unreachable since 2026-05-14 10:22:00",
    { message: expect.stringContaining("unreachable since") },
  ],
  [
    "a supercomputer's log with codes before the level",
    "- 1117838570 2025.06.03 R02-M1 2025-06-03-15.42.50.675872 R02-M1 RAS KERNEL INFO cache parity error corrected",
    { level: "info", message: "cache parity error corrected" },
  ],
];

describe("formats", () => {
  it.each(CASES)("reads %s", (_name, line, expected) => {
    const parsed = createLineParser(2026, [line]).parse(line);
    if (parsed.kind !== "record" && parsed.kind !== "wrapped") throw new Error(`not a record: ${parsed.kind}`);
    const { record } = parsed;
    expect({ ...record, time: record.time && isoOf(record.time.ms, record.time.offset) }).toMatchObject(expected);
  });

  it.each(["Failure to connect is a sentence", "just words", "{not json", "   "])(
    "knows no format for %j, so that it is counted as not understood",
    (line) => {
      expect(createLineParser(2026, []).parse(line).kind).toBe("unknown");
    },
  );

  it("reads rows by the names in the header line, the last column taking the rest", () => {
    const header = "TIMESTAMP|WAIT_MS|PROCESSOR_NAME|COMPONENT|RELATIONSHIP|PG_NAME|IDENTIFIER|LOG";
    const parser = createLineParser(2026, [header]);
    expect(parser.parse(header).kind).toBe("columns");
    expect(parser.parse('2026-07-15 04:00:00,448|1|Ask bank|HTTP|failure|Pay|AB12CD34|a | b | {"x":1}')).toMatchObject({
      record: {
        component: "HTTP",
        operation: "Ask bank",
        outcome: "failure",
        scope: "Pay",
        transaction: "AB12CD34",
        message: 'a | b | {"x":1}',
      },
    });
  });

  it("guesses the columns of pipe rows without a header from the kinds of their values", () => {
    const rows = [
      "2026-04-09 13:05:50,686|0|408|4a7d6027|Take wish|CJ|success|4ba4f56a|Wish|hello",
      "2026-04-09 13:05:50,690|3|0|4a38e24c|Which form|RO|unmatched|c0cb622d|Read Wish|",
      "2026-04-09 13:05:50,704|10|0|984bf4c1|Lift keys|EJ|failure|c0cb622d|Read Wish|",
    ];
    const parser = createLineParser(2026, rows);
    expect(parser.parse(rows[2] ?? "")).toMatchObject({
      record: { operation: "Lift keys", component: "EJ", outcome: "failure", scope: "Read Wish", durationMs: 10 },
    });
  });

  it("keeps formats apart in one file, because proxies mix access and error lines", () => {
    const parser = createLineParser(2026, []);
    const formats = [
      '10.0.0.9 - - [17/Jun/2026:03:02:14 +0000] "GET / HTTP/1.1" 200 12',
      "2026/06/17 03:02:14 [error] 1#0: *5 x",
      '10.0.0.9 - - [17/Jun/2026:03:02:15 +0000] "GET / HTTP/1.1" 200 12',
    ].map((line) => {
      const parsed = parser.parse(line);
      return parsed.kind === "record" ? parsed.record.format : parsed.kind;
    });
    expect(formats).toEqual(["access log", "application log", "access log"]);
  });

  it("reads CSV with a header, and says when a quoted cell goes on in the next line", () => {
    const header = "time,level,service,step,order_no,message";
    const parser = createLineParser(2026, [header]);
    parser.parse(header);
    expect(parser.parse('2026-07-31T20:00:00,ERROR,loyalty,post,SB-4341546,"card locked, ""not posted"""')).toMatchObject({
      record: { level: "error", component: "loyalty", operation: "post", transaction: "SB-4341546", message: 'card locked, "not posted"' },
    });
    expect(parser.parse('2026-07-31T20:00:00,ERROR,loyalty,post,SB-4341546,"first line').kind).toBe("open");
  });
});
