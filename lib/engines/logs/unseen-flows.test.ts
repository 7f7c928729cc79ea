import { describe, expect, it } from "vitest";
import type { LogReport } from "@/lib/answers/log-report";
import { createAnalyzer } from "@/lib/engines/logs/analyze";

/**
 * Flow traces written for this test, a row as `mark step | component | outcome | group | item | text`. The marks: `!` is the root cause or
 * the side failure, `~` may be shown as a failure, `.` must not be.
 */
type Case = readonly [name: string, outcome: LogReport["verdict"]["outcome"], rows: string];

const HEADER =
  "TIMESTAMP|QUEUE_TIME_MS|PROCESS_TIME_MS|PROCESSOR_UUID|PROCESSOR_NAME|COMPONENT|RELATIONSHIP|PG_UUID|PG_NAME|IDENTIFIER|LOG";
const CALL = "FlowFile: 7b2c8a10-4f0d-4e6b-9a31-0c5d7e9f1a22 | Harbour Hub > Calls | ";

const DISPENSABLE: readonly Case[] = [
  [
    "a copy that could not be recalled, without a word, long before what fails for good",
    "failed",
    `
.Take crew note | CJMS | success | Crews | CR-31007 | HB.CREW.IN - fetched: {"crew": "CR-31007"}
~Recall former shift | FDMC | failure | Crews | CR-31007 |
.Read crew | ESQLR | success | Crews | CR-31007 |
.Crew free? | ROA | free | Crews | CR-31007 |
.Find error note | ESQLR | No Record Found | Crews | CR-31007 |
.Lift berth | EJP | matched | Crews | CR-31007 |
.Write diary | PSQL | success | Crews | CR-31007 |
!Book launch | IHTTP | Response | Launch | CR-31007 | ${CALL}POST https://launch.example/book Status Code: 500 returns {"error": "no engine"}`,
  ],
  [
    "a step that fails without a word, and nothing comes after it",
    "failed",
    `
.Take crew note | CJMS | success | Crews | CR-31008 | HB.CREW.IN - fetched: {"crew": "CR-31008"}
.Read crew | ESQLR | success | Crews | CR-31008 |
!Write roster | PSQL | failure | Crews | CR-31008 |
~Set crew PARKED | PSQL | success | Crews | CR-31008 |`,
  ],
  [
    "a picture that is not there, and need not be, beside an order that cannot be stored",
    "failed",
    `
.Take parcel note | CJMS | success | Parcels | TN-77120 | HB.PARCEL.IN - fetched: {"parcel": "TN-77120", "weight": 3}
.Fetch door picture (best effort) | IHTTP | Response | Picture | TN-77120 | ${CALL}GET https://pics.harbour.example/d/77120 Status Code: 404 returns {"error": "none"}
.Fetch door picture (best effort) | IHTTP | No Retry | Picture | TN-77120 | ${CALL}GET https://pics.harbour.example/d/77120 Status Code: 404 had sent
.Read depot | ESQLR | success | Parcels | TN-77120 |
!Save parcel | PSQL | failure | Parcels | TN-77120 | java.sql.SQLException: ORA-12899: value too large for column DEPOT
~Set parcel PARKED | PSQL | success | Parcels | TN-77120 |`,
  ],
  [
    "a dispensable service that is down beside a later step that fails for good",
    "failed",
    `
.Take parcel note | CJMS | success | Parcels | TN-77121 | HB.PARCEL.IN - fetched: {"parcel": "TN-77121"}
~Ask weather (optional) | IHTTP | Response | Weather | TN-77121 | ${CALL}GET https://sky.example/now Status Code: 503 returns {"error": "busy"}
.Plan tour | EGS | success | Parcels | TN-77121 |
!Send tour to van | IHTTP | Response | Van | TN-77121 | ${CALL}POST https://vans.example/tours Status Code: 500 returns {"error": "index out of range"}
~Trouble note | LC | success | Van | TN-77121 | tour not sent`,
  ],
  [
    "a dispensable service that is down while the rest reaches its result",
    "ok_with_side_failure",
    `
.Take parcel note | CJMS | success | Parcels | TN-77122 | HB.PARCEL.IN - fetched: {"parcel": "TN-77122"}
!Ask weather (optional) | IHTTP | Response | Weather | TN-77122 | ${CALL}GET https://sky.example/now Status Code: 503 returns {"error": "busy"}
.Plan tour | EGS | success | Parcels | TN-77122 |
.Store tour | PSQL | success | Parcels | TN-77122 |`,
  ],
  [
    "a price service that is down, for which the default price is taken",
    "ok_with_side_failure",
    `
.Take basket | CJMS | success | Baskets | BK-55301 | HB.BASKET.IN - fetched: {"basket": "BK-55301"}
!Ask toll price | IHTTP | Response | Tolls | BK-55301 | ${CALL}GET https://tolls.example/p/9 Status Code: 502 returns {"error": "bad gateway"}
.Default toll price | UA | success | Tolls | BK-55301 |
.Store basket | PSQL | success | Baskets | BK-55301 |`,
  ],
  [
    "a needed price that could not be had",
    "failed",
    `
.Take basket | CJMS | success | Baskets | BK-55302 | HB.BASKET.IN - fetched: {"basket": "BK-55302"}
!Ask toll price | IHTTP | Response | Tolls | BK-55302 | ${CALL}GET https://tolls.example/p/9 Status Code: 502 returns {"error": "bad gateway"}
.Set basket PARKED | PSQL | success | Baskets | BK-55302 |`,
  ],
];

const CREATED: readonly Case[] = [
  [
    "a member that the directory does not know yet",
    "ok",
    `
.Nightly clock | TR | success | Members | MB-20881 |
.Find member in directory | IHTTP | pre | Directory | MB-20881 | ${CALL}GET https://dir.example/members/20881 sends
.Find member in directory | IHTTP | Response | Directory | MB-20881 | ${CALL}GET https://dir.example/members/20881 Status Code: 404 returns {"error": "NOT_FOUND"}
.Find member in directory | IHTTP | No Retry | Directory | MB-20881 | ${CALL}GET https://dir.example/members/20881 Status Code: 404 had sent
.Which way? | ROA | fresh | Directory | MB-20881 |
.Write member | IHTTP | pre | Directory | MB-20881 | ${CALL}POST https://dir.example/members sends {"no": 20881}
.Write member | IHTTP | Response | Directory | MB-20881 | ${CALL}POST https://dir.example/members Status Code: 201 returns {"ok": true}
.Stamp member | PSQL | success | Members | MB-20881 |`,
  ],
  [
    "a member that is not known and cannot be created",
    "failed",
    `
.Nightly clock | TR | success | Members | MB-20882 |
.Already in directory? | IHTTP | Response | Directory | MB-20882 | ${CALL}GET https://dir.example/members/20882 Status Code: 404 returns {"error": "NOT_FOUND"}
.Create member | IHTTP | pre | Directory | MB-20882 | ${CALL}POST https://dir.example/members sends {"no": 20882}
!Create member | IHTTP | Response | Directory | MB-20882 | ${CALL}POST https://dir.example/members Status Code: 500 returns {"error": "no space left"}`,
  ],
  [
    "a price list that is not there, and nothing is put in its place",
    "failed",
    `
.Nightly clock | TR | success | Prices | PL-30091 |
!Fetch price list | IHTTP | Response | Shop | PL-30091 | ${CALL}GET https://shop.example/lists/30091 Status Code: 404 returns {"error": "NOT_FOUND"}
.Trouble fields | UA | success | Shop | PL-30091 |`,
  ],
  [
    "a price list that is not there, which is only written down",
    "failed",
    `
.Nightly clock | TR | success | Prices | PL-30092 |
!Fetch price list | IHTTP | Response | Shop | PL-30092 | ${CALL}GET https://shop.example/lists/30092 Status Code: 404 returns {"error": "NOT_FOUND"}
.Insert ledger line | PSQL | success | Shop | PL-30092 |`,
  ],
];

const ANSWERED = `${CALL}POST '/harbour/v1' answered 200: {"kind": "REPLY"}`;
const refusing = (body: string, mark = "!"): string => `
.Counter | HHREQ | success | Web | BT-41001 | ${CALL}POST '/harbour/v1' came in: {"berth": 4}
${mark}Reserve berth | IHTTP | Response | Port | BT-41001 | ${CALL}POST https://port.example/berths Status Code: 200 returns ${body}
.Save request state | PSQL | success | Web | BT-41001 |
.Counter reply | HHRES | success | Web | BT-41001 | ${ANSWERED}`;

const REFUSED: readonly Case[] = [
  ["a state that says rejected", "failed", refusing(`{"state": "REJECTED", "why": {"no": "P-12", "text": "too deep"}}`)],
  ["a result that says not accepted", "failed", refusing(`{"result": "NOT_ACCEPTED", "ref": null}`)],
  ["a flag, in a text as Java writes it", "failed", refusing("BerthReply{accepted=false, errorCode=P-12, reason=too deep}")],
  ["a refusal in a list of one", "failed", refusing(`%5B{"berth": 4, "status": "DECLINED"}%5D`)],
  ["a refusal inside a wrapper", "failed", refusing(`{"data": {"status": "refused", "reason": "too deep"}, "took": 12}`)],
  ["a good answer that names reasons it does not have", "ok", refusing(`{"state": "ACCEPTED", "rejectReason": null, "errors": []}`, ".")],
  ["a good answer beside an earlier state", "ok", refusing(`{"state": "ACCEPTED", "previous": {"state": "REJECTED"}}`, ".")],
  [
    "a good answer to many, one of which is refused",
    "ok_with_side_failure",
    refusing(`{"state": "DONE", "results": %5B{"no": 1, "status": "BOOKED"}, {"no": 2, "status": "REJECTED"}%5D}`),
  ],
  [
    "a list of older reservations that was looked up",
    "ok",
    `
.Counter | HHREQ | success | Web | BT-41002 | ${CALL}POST '/harbour/v1' came in: {"berth": 4}
.Read older berths | IHTTP | Response | Port | BT-41002 | ${CALL}GET https://port.example/berths?status=REJECTED Status Code: 200 returns {"filter": {"status": "REJECTED"}, "berths": %5B{"no": 1, "status": "REJECTED"}, {"no": 2, "status": "BOOKED"}%5D}
.Counter reply | HHRES | success | Web | BT-41002 | ${ANSWERED}`,
  ],
  [
    "a search that is posted and finds one old refusal",
    "ok",
    `
.Counter | HHREQ | success | Web | BT-41005 | ${CALL}POST '/harbour/v1' came in: {"berth": 4}
.Older berths | IHTTP | Response | Port | BT-41005 | ${CALL}POST https://port.example/berths/search Status Code: 200 returns %5B{"no": 1, "status": "REJECTED"}%5D
.Counter reply | HHRES | success | Web | BT-41005 | ${ANSWERED}`,
  ],
  [
    "one port that refuses and a second one that grants",
    "ok_with_side_failure",
    `
.Counter | HHREQ | success | Web | BT-41003 | ${CALL}POST '/harbour/v1' came in: {"berth": 4}
!Reserve berth | IHTTP | Response | Port | BT-41003 | ${CALL}POST https://port.example/berths Status Code: 200 returns {"state": "REJECTED"}
.Reserve berth at second port | IHTTP | Response | Port Two | BT-41003 | ${CALL}POST https://two.example/berths Status Code: 200 returns {"state": "BOOKED"}
.Counter reply | HHRES | success | Web | BT-41003 | ${ANSWERED}`,
  ],
  [
    "a newsletter that refuses a reader beside a good answer",
    "ok_with_side_failure",
    `
.Counter | HHREQ | success | Web | BT-41004 | ${CALL}POST '/harbour/v1' came in: {"berth": 4}
.Reserve berth | IHTTP | Response | Port | BT-41004 | ${CALL}POST https://port.example/berths Status Code: 200 returns {"state": "BOOKED"}
!Sign up for newsletter | IHTTP | Response | Letters | BT-41004 | ${CALL}POST https://letters.example/in Status Code: 200 returns {"accepted": false}
.Counter reply | HHRES | success | Web | BT-41004 | ${ANSWERED}`,
  ],
];

const PACKED = (counts: string): string => `
.Evening clock | TR | success | Round | RD-60117 |
.Post bill | IHTTP | Response | Bank | RD-60117 | ${CALL}POST https://bank.example/bills Status Code: 200 returns {"state": "ACCEPTED"}
!Put copy in store | PutS3 | failure | Copies | RD-60117 | PUT s3://copies/1.pdf: AmazonS3Exception: Access Denied (Status Code: 403)
.Later fields | UA | success | Copies | RD-60117 |
.Count round | EGS | success | Round | RD-60117 | ${counts}
.Nobody waits? | ROA | nobody | Round | RD-60117 |`;

const COUNTED: readonly Case[] = [
  ["all bills are accepted and a copy is not stored", "ok_with_side_failure", PACKED(`{"bills": 6, "accepted": 6, "refused": 0}`)],
  ["all bills are accepted, as Java writes it", "ok_with_side_failure", PACKED("RoundEnd{total=6, sent=6, errors=0, ms=412}")],
  ["one bill is missing in the counts", "failed", PACKED(`{"bills": 6, "accepted": 5, "refused": 1}`)],
  ["fewer bills are written than were taken", "failed", PACKED(`{"taken": 6, "written": 5, "errors": 0}`)],
  ["counts that speak of nothing good", "failed", PACKED(`{"bills": 6, "refused": 0}`)],
];

const beside = (failing: string, group: string, end: string): string => `
.Take order | CJMS | success | Orders | RD-60118 | HB.ORDERS.IN - fetched: {"order": "RD-60118"}
.Save order | PSQL | success | Orders | RD-60118 |
!${failing} | Put | failure | ${group} | RD-60118 | java.net.ConnectException: Connection refused
.${end} | PSQL | success | Orders | RD-60118 |`;

const SECONDARY: readonly Case[] = [
  ["a mail that is not sent before an order is finished", "ok_with_side_failure", beside("Send mail to buyer", "Post", "Order finished")],
  ["a paper that is not kept before an order is closed", "ok_with_side_failure", beside("Keep paper", "Archive", "Mark order closed")],
  ["figures that are not passed on", "ok_with_side_failure", beside("Push metrics", "Figures", "Set order done")],
  ["a mail that is not sent, and nothing is marked as done", "failed", beside("Send mail to buyer", "Post", "Set order HOLD")],
  ["a main step that fails before the end", "failed", beside("Ship order", "Van", "Order finished")],
  ["mail work whose only mail is not sent", "failed", beside("Send mail to buyer", "Post", "Mail round finished")],
];

/** Items that go through one choice each; `ways` are their outcomes, and an item that found a way is stored. */
const sorted = (step: string, ways: readonly string[], fallen = "!"): string =>
  ways
    .map((way, index) => {
      const item = `CR-9100${index}`;
      const isFallen = /unmatched|no match|dropped/.test(way);
      const choice = `\n.Grab keys | EJP | matched | Crates | ${item} |\n${isFallen ? fallen : "."}${step} | ROA | ${way} | Crates | ${item} |`;
      return isFallen ? choice : `${choice}\n.Store crate | PSQL | success | Crates | ${item} |`;
    })
    .join("");

const DEAD_ENDS: readonly Case[] = [
  ["an item that no way was for", "failed", sorted("Which fruit?", ["apple", "pear", "apple", "unmatched", "plum", "apple", "pear"])],
  ["an item that a router drops", "failed", sorted("Route by size", ["big", "small", "big", "small", "small", "no match", "small"])],
  ["a question answered no", "ok", sorted("Label wanted?", ["wanted", "wanted", "wanted", "wanted", "unmatched", "wanted", "wanted"], ".")],
  ["items of which many leave so", "ok", sorted("Which fruit?", ["apple", "unmatched", "pear", "unmatched", "apple", "unmatched"], ".")],
  [
    "items that go on after no way was for them",
    "ok",
    `${sorted("Which fruit?", ["apple", "pear", "apple", "unmatched", "apple", "pear"], ".")}
.Store crate | PSQL | success | Crates | CR-91003 |`,
  ],
];

/** The trace that the rows stand for, and the lines of each mark. */
function traceOf(rows: string): { readonly text: string; readonly linesOf: (mark: string) => readonly number[] } {
  const marked = rows.split("\n").slice(1);
  const lines = marked.map((row, index) => {
    const [step, component, outcome, group, item, ...text] = row.slice(1).split(" | ");
    const stamp = new Date(Date.UTC(2026, 2, 3, 4, 5, 6) + index * 40).toISOString().replace("T", " ").replace(".", ",").slice(0, 23);
    return `${stamp}|4|2|0a1b2c3d|${step}|${component}|${outcome}|9f8e7d6c|${group}|${(item ?? "").replace(/ \|$/, "")}|${text.join(" | ")}`;
  });
  return {
    text: [HEADER, ...lines].join("\n"),
    linesOf: (mark) => marked.flatMap((row, index) => (row.startsWith(mark) ? [index + 2] : [])),
  };
}

function analyze(text: string): LogReport {
  const analyzer = createAnalyzer({ fileName: "x.log", uploadId: null, now: "2026-11-21T12:00:00" });
  analyzer.push(new TextEncoder().encode(text));
  return analyzer.finish(0).report;
}

function expectJudged([, outcome, rows]: Case): void {
  const { text, linesOf } = traceOf(rows);
  const report = analyze(text);
  const shown = report.failures.filter(({ role }) => role !== "recovered");
  const side = shown.filter(({ role }) => role === "side").map(({ line }) => line);
  const cause = report.rootCause?.failure.line;
  expect({
    outcome: report.verdict.outcome,
    shown: cause === undefined ? side : [cause],
    falseAlarms: shown.filter(({ line }) => linesOf(".").includes(line)).map(({ line }) => line),
  }).toEqual({ outcome, shown: linesOf("!"), falseAlarms: [] });
}

const named = (cases: readonly Case[]): [string, Case][] => cases.map((one) => [one[0], one]);

describe("steps that a flow does without", () => {
  it.each(named(DISPENSABLE))("%s", (_name, one) => expectJudged(one));
});

describe("a question whether something is there, answered no", () => {
  it.each(named(CREATED))("%s", (_name, one) => expectJudged(one));
});

describe("a partner that refuses inside a good status, while the caller is answered 200", () => {
  it.each(named(REFUSED))("%s", (_name, one) => expectJudged(one));
});

describe("a run that counts what became of its parts", () => {
  it.each(named(COUNTED))("%s", (_name, one) => expectJudged(one));
});

describe("work beside the purpose of a flow", () => {
  it.each(named(SECONDARY))("%s", (_name, one) => expectJudged(one));
});

describe("an item that leaves a choice by no way", () => {
  it.each(named(DEAD_ENDS))("%s", (_name, one) => expectJudged(one));

  it("is told as such", () => {
    const { text } = traceOf(DEAD_ENDS[0]![2]);
    expect(analyze(text).verdict.sentence).toContain('"Which fruit?" (ROA) had no way for an item, and nothing came after it');
  });
});
