import { describe, expect, it } from "vitest";
import { readPayload } from "@/lib/engines/logs/failures/payloads";

describe("payloads", () => {
  it.each([
    ["PUT https://x.example/y Status Code: 502 returns {}", { call: 502 }],
    ['PUT https://x.example/y Status Code: 200 returns {"accepted":true}', { call: 200, declined: null }],
    ['{"requestId":"1686","accepted":false,"fault":{"code":"F-2","text":"no"}}', { body: "bad" }],
    ['"resultCode" : "SUCCESS", "body" : { "respCode" : 505, "respText" : "Own trouble" }', { body: "bad" }],
    ["Reply{tx=7F51, result=Result{no=0, word=DONE}, body=State{replyNo=422}}", { body: "bad" }],
    ['{"captureId":"cp1","state":"captured","errors":%5B%5D}', { body: null, declined: null }],
    ['{"title":"key not usable","state":"declined"}', { body: "bad" }],
    ["POST '/x' answered 503: binary", { answered: 503 }],
    ["request answered 201", { answered: 201 }],
    ["<soap:Fault><faultcode>Server</faultcode></soap:Fault>", { body: "bad" }],
    ["<response><status>FAILED</status></response>", { body: "bad" }],
    ["<response><status>OK</status><errorCode>0</errorCode></response>", { body: null }],
    ["attempt 3 of 3: 401 Unauthorized", { call: 401 }],
    ['{"errorCode":0,"error":null,"status":"ok"}', { body: "good", declined: null }],
    ["took 404 ms for 500 rows", { call: null, answered: null, body: null }],
    ['subject: "Sorry, your card was rejected last week"', { body: null, declined: null }],
  ])("reads %s", (text, expected) => {
    expect(readPayload(text)).toMatchObject(expected);
  });
});
