import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Prisma } from "@/prisma/client/client";
import { migrate } from "@/lib/platform/migrate.sqlite";

const MIGRATIONS = "prisma/migrations";
const NAMES = readdirSync(MIGRATIONS, { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  .sort();
let dir = "";
const url = () => `file:${join(dir, "app.sqlite")}`;
const open = () => new Database(join(dir, "app.sqlite"));

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "tellback-migrate-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe("migrate", () => {
  it("applies each migration once", () => {
    expect(migrate(url(), MIGRATIONS)).toEqual(NAMES);
    expect(migrate(url(), MIGRATIONS)).toEqual([]);
  });

  it("brings an older database up without losing a row, and counts the rows that were there", () => {
    cpSync(join(MIGRATIONS, "20261118090000_first"), join(dir, "old", "20261118090000_first"), { recursive: true });
    migrate(url(), join(dir, "old"));
    const old = open();
    old.exec(`INSERT INTO Conversation (id, title) VALUES ('c', 'old');
      INSERT INTO Interaction (id, conversationId, question, engine, approach, outcome, totalMs) VALUES
        ('a', 'c', 'q', 'shop', 'tools', 'answered', 12.4), ('b', 'c', 'q', 'shop', 'tools', 'answered', 12.3), ('d', 'c', 'q', NULL, NULL, 'unfinished', NULL);
      INSERT INTO Rating (interactionId, userId, value, reasons, updatedAt) VALUES ('a', 'local', 'up', '[]', 0);`);
    old.close();
    expect(migrate(url(), MIGRATIONS)).toEqual(NAMES.slice(1));
    const db = open();
    expect(db.prepare("SELECT count(*) FROM Interaction").pluck().all()[0]).toBe(3);
    expect(db.prepare("SELECT engine, outcome, count FROM InteractionCount ORDER BY engine").raw().all()).toEqual([
      ["", "unfinished", 1],
      ["shop", "answered", 2],
    ]);
    expect(db.prepare("SELECT ms, count FROM ResponseTimeCount").raw().all()).toEqual([[12, 2]]);
    expect(db.prepare("SELECT value, count FROM RatingCount").raw().all()).toEqual([["up", 1]]);
    expect(db.prepare("SELECT text, uses FROM QuestionText").raw().all()).toEqual([["q", 3]]);
    db.close();
  });

  it("leaves the database as it was when a migration fails half way", () => {
    migrate(url(), MIGRATIONS);
    cpSync(MIGRATIONS, join(dir, "next"), { recursive: true });
    mkdirSync(join(dir, "next", "20270101000000_bad"));
    writeFileSync(join(dir, "next", "20270101000000_bad", "migration.sql"), "CREATE TABLE Half (id TEXT); INSERT INTO Missing VALUES (1);");
    expect(() => migrate(url(), join(dir, "next"))).toThrow(/20270101000000_bad was not applied.*unchanged/);
    const db = open();
    expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'Half'").pluck().all()[0]).toBe(0);
    db.close();
  });

  it("refuses an applied migration that was edited, because two databases would then differ under one name", () => {
    cpSync(MIGRATIONS, join(dir, "copy"), { recursive: true });
    migrate(url(), join(dir, "copy"));
    appendFileSync(join(dir, "copy", "20261118090000_first", "migration.sql"), "\n-- edited");
    expect(() => migrate(url(), join(dir, "copy"))).toThrow(/edited after it had been applied/);
  });

  it("makes exactly the tables and columns of the schema", () => {
    migrate(url(), MIGRATIONS);
    const db = open();
    for (const [model, fields] of Object.entries({
      Conversation: Prisma.ConversationScalarFieldEnum,
      Interaction: Prisma.InteractionScalarFieldEnum,
      Rating: Prisma.RatingScalarFieldEnum,
      Correction: Prisma.CorrectionScalarFieldEnum,
      Upload: Prisma.UploadScalarFieldEnum,
      InteractionCount: Prisma.InteractionCountScalarFieldEnum,
      RatingCount: Prisma.RatingCountScalarFieldEnum,
      ResponseTimeCount: Prisma.ResponseTimeCountScalarFieldEnum,
      VerifiedAnswer: Prisma.VerifiedAnswerScalarFieldEnum,
      TestCase: Prisma.TestCaseScalarFieldEnum,
      TrainingRow: Prisma.TrainingRowScalarFieldEnum,
      ChangeLine: Prisma.ChangeLineScalarFieldEnum,
      ModelTrial: Prisma.ModelTrialScalarFieldEnum,
      TrialTurn: Prisma.TrialTurnScalarFieldEnum,
      QuestionText: Prisma.QuestionTextScalarFieldEnum,
      DayFigure: Prisma.DayFigureScalarFieldEnum,
      DayBar: Prisma.DayBarScalarFieldEnum,
      BlockBar: Prisma.BlockBarScalarFieldEnum,
      TrackingTarget: Prisma.TrackingTargetScalarFieldEnum,
      TrackingOutbox: Prisma.TrackingOutboxScalarFieldEnum,
      TrackedRun: Prisma.TrackedRunScalarFieldEnum,
      TrackedTraining: Prisma.TrackedTrainingScalarFieldEnum,
      TrackedAlias: Prisma.TrackedAliasScalarFieldEnum,
      AlertState: Prisma.AlertStateScalarFieldEnum,
      AlertMessage: Prisma.AlertMessageScalarFieldEnum,
      AlertMute: Prisma.AlertMuteScalarFieldEnum,
      TrainingRun: Prisma.TrainingRunScalarFieldEnum,
      ModelVersion: Prisma.ModelVersionScalarFieldEnum,
      VersionExample: Prisma.VersionExampleScalarFieldEnum,
      ModelServing: Prisma.ModelServingScalarFieldEnum,
      ModelDecision: Prisma.ModelDecisionScalarFieldEnum,
    })) {
      const columns = db.prepare(`SELECT name FROM pragma_table_info('${model}')`).pluck().all();
      expect(columns, model).toEqual(Object.keys(fields));
    }
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' ORDER BY 1",
      )
      .pluck()
      .all();
    expect(tables).toEqual(Object.keys(Prisma.ModelName).sort());
    db.close();
  });

  it("lets decisions only be added", () => {
    migrate(url(), MIGRATIONS);
    const db = open();
    db.exec(
      `INSERT INTO "ModelDecision" (at, model, what, reason, evidence, userId) VALUES (0, 'ranker', 'promoted', 'better', '{}', 'local')`,
    );
    expect(() => db.exec(`UPDATE "ModelDecision" SET reason = 'other'`)).toThrow(/only added/);
    expect(() => db.exec(`DELETE FROM "ModelDecision"`)).toThrow(/only added/);
    db.close();
  });
});
