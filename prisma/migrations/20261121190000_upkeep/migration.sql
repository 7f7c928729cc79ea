-- Whose conversation it is, so that a person's data can be deleted.
ALTER TABLE "Conversation" ADD COLUMN "userId" TEXT NOT NULL DEFAULT 'local';

-- What was asked, whatever its words: questions with one plan have one key.
ALTER TABLE "Interaction" ADD COLUMN "planKey" TEXT;

-- CreateIndex
CREATE INDEX "Conversation_userId_idx" ON "Conversation"("userId");

-- CreateIndex
CREATE INDEX "Rating_userId_idx" ON "Rating"("userId");

-- RedefineIndex
DROP INDEX "Interaction_filtered_idx";
CREATE INDEX "Interaction_filtered_idx" ON "Interaction"("localHour", "askedAt", "engine", "approach", "source", "shopId", "role", "module", "outcome", "ratedUp", "ratedDown", "comments", "confidence", "totalMs", "errorCode", "tool", "planKey", "question");

-- The slowest under a filter are found without a look at the rows.
DROP INDEX "Interaction_totalMs_idx";
CREATE INDEX "Interaction_slow_idx" ON "Interaction"("totalMs", "localHour", "engine", "approach", "source", "shopId", "role", "module", "outcome", "ratedUp", "ratedDown", "comments", "errorCode");

-- The latest examples of each kind of failure.
CREATE INDEX "Interaction_error_idx" ON "Interaction"("errorCode", "outcome", "localHour", "askedAt", "engine", "approach", "source", "shopId") WHERE "errorCode" IS NOT NULL;

-- How sure answers were that people judged.
CREATE INDEX "Interaction_rated_idx" ON "Interaction"("localHour", "confidence", "ratedUp", "ratedDown", "engine", "approach", "source", "shopId", "role", "module", "outcome", "id") WHERE "ratedUp" + "ratedDown" > 0;

-- Histograms over blocks of 32 days: a span of years reads a few blocks, and days only at its ends.
CREATE TABLE "BlockBar" (
    "kind" TEXT NOT NULL,
    "block" INTEGER NOT NULL,
    "engine" TEXT NOT NULL,
    "approach" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "shopId" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "bar" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    PRIMARY KEY ("kind", "block", "engine", "approach", "source", "shopId", "outcome", "bar")
) WITHOUT ROWID;

INSERT INTO "BlockBar" ("kind", "block", "engine", "approach", "source", "shopId", "outcome", "bar", "count")
SELECT "kind", "day" / 32, "engine", "approach", "source", "shopId", "outcome", "bar", sum("count") FROM "DayBar" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

CREATE TRIGGER "DayBar_blocked_insert" AFTER INSERT ON "DayBar" BEGIN
    INSERT INTO "BlockBar" ("kind", "block", "engine", "approach", "source", "shopId", "outcome", "bar", "count")
    VALUES (NEW."kind", NEW."day" / 32, NEW."engine", NEW."approach", NEW."source", NEW."shopId", NEW."outcome", NEW."bar", NEW."count")
    ON CONFLICT DO UPDATE SET "count" = "count" + excluded."count";
END;

CREATE TRIGGER "DayBar_blocked_update" AFTER UPDATE OF "count" ON "DayBar" BEGIN
    INSERT INTO "BlockBar" ("kind", "block", "engine", "approach", "source", "shopId", "outcome", "bar", "count")
    VALUES (NEW."kind", NEW."day" / 32, NEW."engine", NEW."approach", NEW."source", NEW."shopId", NEW."outcome", NEW."bar", NEW."count" - OLD."count")
    ON CONFLICT DO UPDATE SET "count" = "count" + excluded."count";
END;

CREATE TRIGGER "DayBar_blocked_delete" AFTER DELETE ON "DayBar" BEGIN
    INSERT INTO "BlockBar" ("kind", "block", "engine", "approach", "source", "shopId", "outcome", "bar", "count")
    VALUES (OLD."kind", OLD."day" / 32, OLD."engine", OLD."approach", OLD."source", OLD."shopId", OLD."outcome", OLD."bar", -OLD."count")
    ON CONFLICT DO UPDATE SET "count" = "count" + excluded."count";
END;

-- A copy in MLflow is taken back even while nothing new is told.
DROP TRIGGER "Interaction_tracked_update";
CREATE TRIGGER "Interaction_tracked_update" AFTER UPDATE OF "outcome", "answer", "ratedUp", "ratedDown", "comments" ON "Interaction"
WHEN NEW."outcome" <> 'unfinished' AND (EXISTS (SELECT 1 FROM "TrackingTarget" WHERE "active") OR EXISTS (SELECT 1 FROM "TrackedRun" WHERE "interactionId" = NEW."id")) BEGIN
    INSERT INTO "TrackingOutbox" ("interactionId") VALUES (NEW."id")
    ON CONFLICT DO UPDATE SET "version" = "version" + 1;
END;

DROP TRIGGER "Interaction_tracked_delete";
CREATE TRIGGER "Interaction_tracked_delete" AFTER DELETE ON "Interaction"
WHEN EXISTS (SELECT 1 FROM "TrackingTarget" WHERE "active") OR EXISTS (SELECT 1 FROM "TrackedRun" WHERE "interactionId" = OLD."id") BEGIN
    INSERT INTO "TrackingOutbox" ("interactionId") VALUES (OLD."id")
    ON CONFLICT DO UPDATE SET "version" = "version" + 1;
END;

-- Silence for one rule, or for all of them ("*").
DROP TABLE "AlertMute";
CREATE TABLE "AlertMute" (
    "rule" TEXT NOT NULL PRIMARY KEY,
    "until" DATETIME NOT NULL
);
