-- Where an interaction stands in the figures: its wall-clock hour when it was asked, and how it is rated now.
ALTER TABLE "Interaction" ADD COLUMN "localHour" INTEGER;
ALTER TABLE "Interaction" ADD COLUMN "ratedUp" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Interaction" ADD COLUMN "ratedDown" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Interaction" ADD COLUMN "comments" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "DayFigure" (
    "day" INTEGER NOT NULL,
    "engine" TEXT NOT NULL,
    "approach" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "shopId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "module" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "rating" TEXT NOT NULL,
    "commented" INTEGER NOT NULL,
    "modelVersion" TEXT NOT NULL,
    "promptVersion" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "up" INTEGER NOT NULL,
    "down" INTEGER NOT NULL,
    "matched" INTEGER NOT NULL,
    "confidenceCount" INTEGER NOT NULL,
    "confidenceMillionths" INTEGER NOT NULL,
    "confidenceSquare" INTEGER NOT NULL,
    "timedCount" INTEGER NOT NULL,
    "totalUs" INTEGER NOT NULL,
    "totalSquareMs" INTEGER NOT NULL,
    "routeCount" INTEGER NOT NULL,
    "routeUs" INTEGER NOT NULL,
    "planCount" INTEGER NOT NULL,
    "planUs" INTEGER NOT NULL,
    "executeCount" INTEGER NOT NULL,
    "executeUs" INTEGER NOT NULL,
    "answerCount" INTEGER NOT NULL,
    "answerUs" INTEGER NOT NULL,
    PRIMARY KEY ("day", "engine", "approach", "source", "shopId", "role", "module", "outcome", "rating", "commented", "modelVersion", "promptVersion")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "DayBar" (
    "kind" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "engine" TEXT NOT NULL,
    "approach" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "shopId" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "bar" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    PRIMARY KEY ("kind", "day", "engine", "approach", "source", "shopId", "outcome", "bar")
) WITHOUT ROWID;

-- One interaction as it is counted. Sums are whole numbers, so that taking away what was added gives exactly zero.
CREATE VIEW "InteractionFigure" AS SELECT
    "id",
    "localHour" / 24 AS "day", coalesce("engine", '') AS "engine", coalesce("approach", '') AS "approach", coalesce("source", '') AS "source", coalesce("shopId", -1) AS "shopId",
    coalesce("role", '') AS "role", coalesce("module", '') AS "module", "outcome",
    CASE WHEN "ratedUp" > 0 AND "ratedDown" > 0 THEN 'both' WHEN "ratedUp" > 0 THEN 'up' WHEN "ratedDown" > 0 THEN 'down' ELSE '' END AS "rating",
    "comments" > 0 AS "commented", coalesce("modelVersion", '') AS "modelVersion", coalesce("promptVersion", '') AS "promptVersion",
    1 AS "count", "ratedUp" AS "up", "ratedDown" AS "down",
    ("tool" IS NOT NULL AND coalesce("approach", '') IN ('tools', 'pattern', 'rules')) AS "matched",
    "confidence" IS NOT NULL AS "confidenceCount", coalesce(CAST(round("confidence" * 1000000) AS INTEGER), 0) AS "confidenceMillionths",
    coalesce(CAST(round("confidence" * "confidence" * 1000000000) AS INTEGER), 0) AS "confidenceSquare",
    "totalMs" IS NOT NULL AS "timedCount", coalesce(CAST(round("totalMs" * 1000) AS INTEGER), 0) AS "totalUs", coalesce(CAST(round("totalMs" * "totalMs") AS INTEGER), 0) AS "totalSquareMs",
    "routeMs" IS NOT NULL AS "routeCount", coalesce(CAST(round("routeMs" * 1000) AS INTEGER), 0) AS "routeUs",
    "planMs" IS NOT NULL AS "planCount", coalesce(CAST(round("planMs" * 1000) AS INTEGER), 0) AS "planUs",
    "executeMs" IS NOT NULL AS "executeCount", coalesce(CAST(round("executeMs" * 1000) AS INTEGER), 0) AS "executeUs",
    "answerMs" IS NOT NULL AS "answerCount", coalesce(CAST(round("answerMs" * 1000) AS INTEGER), 0) AS "answerUs"
FROM "Interaction" WHERE "localHour" IS NOT NULL;

-- The bars of the histograms that one interaction is part of. Times have two significant digits.
CREATE VIEW "InteractionBar" AS
WITH "placed" AS NOT MATERIALIZED (SELECT "id", "localHour" / 24 AS "day", "localHour" % 24 AS "hour", coalesce("engine", '') AS "engine", coalesce("approach", '') AS "approach", coalesce("source", '') AS "source", coalesce("shopId", -1) AS "shopId", "outcome", "confidence", "totalMs", "tool", "intent", "errorCode"
  FROM "Interaction" WHERE "localHour" IS NOT NULL)
SELECT "id", 'hour' AS "kind", "day", "engine", "approach", "source", "shopId", "outcome", CAST("hour" AS TEXT) AS "bar" FROM "placed"
UNION ALL SELECT "id", 'ms', "day", "engine", "approach", "source", "shopId", "outcome", CAST(CAST(CASE WHEN "totalMs" < 99.5 THEN round("totalMs") WHEN "totalMs" < 995 THEN round("totalMs" / 10) * 10 WHEN "totalMs" < 9950 THEN round("totalMs" / 100) * 100 WHEN "totalMs" < 99500 THEN round("totalMs" / 1000) * 1000 ELSE round("totalMs" / 10000) * 10000 END AS INTEGER) AS TEXT) FROM "placed" WHERE "totalMs" IS NOT NULL AND "outcome" <> 'unfinished'
UNION ALL SELECT "id", 'confidence', "day", "engine", "approach", "source", "shopId", "outcome", CAST(min(19, CAST("confidence" * 20 AS INTEGER)) AS TEXT) FROM "placed" WHERE "confidence" IS NOT NULL AND "outcome" <> 'unfinished'
UNION ALL SELECT "id", 'tool', "day", "engine", "approach", "source", "shopId", "outcome", "tool" FROM "placed" WHERE "tool" IS NOT NULL AND "outcome" <> 'unfinished'
UNION ALL SELECT "id", 'intent', "day", "engine", "approach", "source", "shopId", "outcome", "intent" FROM "placed" WHERE "intent" IS NOT NULL AND "outcome" <> 'unfinished'
UNION ALL SELECT "id", 'error', "day", "engine", "approach", "source", "shopId", "outcome", "errorCode" FROM "placed" WHERE "errorCode" IS NOT NULL AND "outcome" <> 'unfinished';

-- Rows of an older database are placed and counted once, from then on the triggers count.
UPDATE "Interaction" SET
    "localHour" = CAST(strftime('%s', "askedAt", 'localtime') AS INTEGER) / 3600,
    "ratedUp" = (SELECT count(*) FROM "Rating" WHERE "interactionId" = "Interaction"."id" AND "value" = 'up'),
    "ratedDown" = (SELECT count(*) FROM "Rating" WHERE "interactionId" = "Interaction"."id" AND "value" = 'down'),
    "comments" = (SELECT count(*) FROM "Rating" WHERE "interactionId" = "Interaction"."id" AND trim("comment") <> '');

INSERT INTO "DayFigure" ("day", "engine", "approach", "source", "shopId", "role", "module", "outcome", "rating", "commented", "modelVersion", "promptVersion", "count", "up", "down", "matched", "confidenceCount", "confidenceMillionths", "confidenceSquare", "timedCount", "totalUs", "totalSquareMs", "routeCount", "routeUs", "planCount", "planUs", "executeCount", "executeUs", "answerCount", "answerUs")
SELECT "day", "engine", "approach", "source", "shopId", "role", "module", "outcome", "rating", "commented", "modelVersion", "promptVersion", sum("count"), sum("up"), sum("down"), sum("matched"), sum("confidenceCount"), sum("confidenceMillionths"), sum("confidenceSquare"), sum("timedCount"), sum("totalUs"), sum("totalSquareMs"), sum("routeCount"), sum("routeUs"), sum("planCount"), sum("planUs"), sum("executeCount"), sum("executeUs"), sum("answerCount"), sum("answerUs") FROM "InteractionFigure" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;

INSERT INTO "DayBar" ("kind", "day", "engine", "approach", "source", "shopId", "outcome", "bar", "count")
SELECT "kind", "day", "engine", "approach", "source", "shopId", "outcome", "bar", count(*) FROM "InteractionBar" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

-- CreateIndex
CREATE INDEX "Interaction_filtered_idx" ON "Interaction"("localHour", "askedAt", "engine", "approach", "source", "shopId", "role", "module", "outcome", "ratedUp", "ratedDown", "comments", "confidence", "totalMs", "errorCode", "tool", "question");

-- CreateIndex
CREATE INDEX "Interaction_totalMs_idx" ON "Interaction"("totalMs");

-- CreateIndex
CREATE INDEX "Interaction_confidence_idx" ON "Interaction"("confidence");

-- Sparse lists: what was rated down, and what has a comment, without a look at all the rest.
CREATE INDEX "Interaction_down_idx" ON "Interaction"("askedAt") WHERE "ratedDown" > 0;
CREATE INDEX "Interaction_commented_idx" ON "Interaction"("askedAt") WHERE "comments" > 0;

-- CreateTrigger
CREATE TRIGGER "Interaction_placed_insert" AFTER INSERT ON "Interaction" BEGIN
    UPDATE "Interaction" SET "localHour" = CAST(strftime('%s', NEW."askedAt", 'localtime') AS INTEGER) / 3600 WHERE "id" = NEW."id";
END;

CREATE TRIGGER "Interaction_figured_before" BEFORE UPDATE OF "localHour", "engine", "approach", "source", "shopId", "role", "module", "outcome", "modelVersion", "promptVersion", "confidence", "tool", "routeMs", "planMs", "executeMs", "answerMs", "totalMs", "ratedUp", "ratedDown", "comments" ON "Interaction" WHEN OLD."localHour" IS NOT NULL BEGIN
    INSERT INTO "DayFigure" ("day", "engine", "approach", "source", "shopId", "role", "module", "outcome", "rating", "commented", "modelVersion", "promptVersion", "count", "up", "down", "matched", "confidenceCount", "confidenceMillionths", "confidenceSquare", "timedCount", "totalUs", "totalSquareMs", "routeCount", "routeUs", "planCount", "planUs", "executeCount", "executeUs", "answerCount", "answerUs")
    SELECT "day", "engine", "approach", "source", "shopId", "role", "module", "outcome", "rating", "commented", "modelVersion", "promptVersion", -"count", -"up", -"down", -"matched", -"confidenceCount", -"confidenceMillionths", -"confidenceSquare", -"timedCount", -"totalUs", -"totalSquareMs", -"routeCount", -"routeUs", -"planCount", -"planUs", -"executeCount", -"executeUs", -"answerCount", -"answerUs" FROM "InteractionFigure" WHERE "id" = OLD."id"
    ON CONFLICT DO UPDATE SET "count" = "count" + excluded."count", "up" = "up" + excluded."up", "down" = "down" + excluded."down", "matched" = "matched" + excluded."matched", "confidenceCount" = "confidenceCount" + excluded."confidenceCount", "confidenceMillionths" = "confidenceMillionths" + excluded."confidenceMillionths", "confidenceSquare" = "confidenceSquare" + excluded."confidenceSquare", "timedCount" = "timedCount" + excluded."timedCount", "totalUs" = "totalUs" + excluded."totalUs", "totalSquareMs" = "totalSquareMs" + excluded."totalSquareMs", "routeCount" = "routeCount" + excluded."routeCount", "routeUs" = "routeUs" + excluded."routeUs", "planCount" = "planCount" + excluded."planCount", "planUs" = "planUs" + excluded."planUs", "executeCount" = "executeCount" + excluded."executeCount", "executeUs" = "executeUs" + excluded."executeUs", "answerCount" = "answerCount" + excluded."answerCount", "answerUs" = "answerUs" + excluded."answerUs";
END;

CREATE TRIGGER "Interaction_figured_after" AFTER UPDATE OF "localHour", "engine", "approach", "source", "shopId", "role", "module", "outcome", "modelVersion", "promptVersion", "confidence", "tool", "routeMs", "planMs", "executeMs", "answerMs", "totalMs", "ratedUp", "ratedDown", "comments" ON "Interaction" BEGIN
    INSERT INTO "DayFigure" ("day", "engine", "approach", "source", "shopId", "role", "module", "outcome", "rating", "commented", "modelVersion", "promptVersion", "count", "up", "down", "matched", "confidenceCount", "confidenceMillionths", "confidenceSquare", "timedCount", "totalUs", "totalSquareMs", "routeCount", "routeUs", "planCount", "planUs", "executeCount", "executeUs", "answerCount", "answerUs")
    SELECT "day", "engine", "approach", "source", "shopId", "role", "module", "outcome", "rating", "commented", "modelVersion", "promptVersion", "count", "up", "down", "matched", "confidenceCount", "confidenceMillionths", "confidenceSquare", "timedCount", "totalUs", "totalSquareMs", "routeCount", "routeUs", "planCount", "planUs", "executeCount", "executeUs", "answerCount", "answerUs" FROM "InteractionFigure" WHERE "id" = NEW."id"
    ON CONFLICT DO UPDATE SET "count" = "count" + excluded."count", "up" = "up" + excluded."up", "down" = "down" + excluded."down", "matched" = "matched" + excluded."matched", "confidenceCount" = "confidenceCount" + excluded."confidenceCount", "confidenceMillionths" = "confidenceMillionths" + excluded."confidenceMillionths", "confidenceSquare" = "confidenceSquare" + excluded."confidenceSquare", "timedCount" = "timedCount" + excluded."timedCount", "totalUs" = "totalUs" + excluded."totalUs", "totalSquareMs" = "totalSquareMs" + excluded."totalSquareMs", "routeCount" = "routeCount" + excluded."routeCount", "routeUs" = "routeUs" + excluded."routeUs", "planCount" = "planCount" + excluded."planCount", "planUs" = "planUs" + excluded."planUs", "executeCount" = "executeCount" + excluded."executeCount", "executeUs" = "executeUs" + excluded."executeUs", "answerCount" = "answerCount" + excluded."answerCount", "answerUs" = "answerUs" + excluded."answerUs";
END;

CREATE TRIGGER "Interaction_figured_delete" BEFORE DELETE ON "Interaction" BEGIN
    INSERT INTO "DayFigure" ("day", "engine", "approach", "source", "shopId", "role", "module", "outcome", "rating", "commented", "modelVersion", "promptVersion", "count", "up", "down", "matched", "confidenceCount", "confidenceMillionths", "confidenceSquare", "timedCount", "totalUs", "totalSquareMs", "routeCount", "routeUs", "planCount", "planUs", "executeCount", "executeUs", "answerCount", "answerUs")
    SELECT "day", "engine", "approach", "source", "shopId", "role", "module", "outcome", "rating", "commented", "modelVersion", "promptVersion", -"count", -"up", -"down", -"matched", -"confidenceCount", -"confidenceMillionths", -"confidenceSquare", -"timedCount", -"totalUs", -"totalSquareMs", -"routeCount", -"routeUs", -"planCount", -"planUs", -"executeCount", -"executeUs", -"answerCount", -"answerUs" FROM "InteractionFigure" WHERE "id" = OLD."id"
    ON CONFLICT DO UPDATE SET "count" = "count" + excluded."count", "up" = "up" + excluded."up", "down" = "down" + excluded."down", "matched" = "matched" + excluded."matched", "confidenceCount" = "confidenceCount" + excluded."confidenceCount", "confidenceMillionths" = "confidenceMillionths" + excluded."confidenceMillionths", "confidenceSquare" = "confidenceSquare" + excluded."confidenceSquare", "timedCount" = "timedCount" + excluded."timedCount", "totalUs" = "totalUs" + excluded."totalUs", "totalSquareMs" = "totalSquareMs" + excluded."totalSquareMs", "routeCount" = "routeCount" + excluded."routeCount", "routeUs" = "routeUs" + excluded."routeUs", "planCount" = "planCount" + excluded."planCount", "planUs" = "planUs" + excluded."planUs", "executeCount" = "executeCount" + excluded."executeCount", "executeUs" = "executeUs" + excluded."executeUs", "answerCount" = "answerCount" + excluded."answerCount", "answerUs" = "answerUs" + excluded."answerUs";
END;

CREATE TRIGGER "Interaction_barred_before" BEFORE UPDATE OF "localHour", "engine", "approach", "source", "shopId", "outcome", "confidence", "totalMs", "tool", "intent", "errorCode" ON "Interaction" WHEN OLD."localHour" IS NOT NULL BEGIN
    INSERT INTO "DayBar" ("kind", "day", "engine", "approach", "source", "shopId", "outcome", "bar", "count")
    SELECT "kind", "day", "engine", "approach", "source", "shopId", "outcome", "bar", -1 FROM "InteractionBar" WHERE "id" = OLD."id"
    ON CONFLICT DO UPDATE SET "count" = "count" + excluded."count";
END;

CREATE TRIGGER "Interaction_barred_after" AFTER UPDATE OF "localHour", "engine", "approach", "source", "shopId", "outcome", "confidence", "totalMs", "tool", "intent", "errorCode" ON "Interaction" BEGIN
    INSERT INTO "DayBar" ("kind", "day", "engine", "approach", "source", "shopId", "outcome", "bar", "count")
    SELECT "kind", "day", "engine", "approach", "source", "shopId", "outcome", "bar", 1 FROM "InteractionBar" WHERE "id" = NEW."id"
    ON CONFLICT DO UPDATE SET "count" = "count" + excluded."count";
END;

CREATE TRIGGER "Interaction_barred_delete" BEFORE DELETE ON "Interaction" BEGIN
    INSERT INTO "DayBar" ("kind", "day", "engine", "approach", "source", "shopId", "outcome", "bar", "count")
    SELECT "kind", "day", "engine", "approach", "source", "shopId", "outcome", "bar", -1 FROM "InteractionBar" WHERE "id" = OLD."id"
    ON CONFLICT DO UPDATE SET "count" = "count" + excluded."count";
END;

CREATE TRIGGER "Rating_marked_insert" AFTER INSERT ON "Rating" BEGIN
    UPDATE "Interaction" SET "ratedUp" = "ratedUp" + (NEW."value" = 'up'), "ratedDown" = "ratedDown" + (NEW."value" = 'down'), "comments" = "comments" + (trim(NEW."comment") <> '') WHERE "id" = NEW."interactionId";
END;

CREATE TRIGGER "Rating_marked_update" AFTER UPDATE OF "value", "comment" ON "Rating" BEGIN
    UPDATE "Interaction" SET
        "ratedUp" = "ratedUp" - (OLD."value" = 'up') + (NEW."value" = 'up'),
        "ratedDown" = "ratedDown" - (OLD."value" = 'down') + (NEW."value" = 'down'),
        "comments" = "comments" - (trim(OLD."comment") <> '') + (trim(NEW."comment") <> '')
    WHERE "id" = NEW."interactionId";
END;

CREATE TRIGGER "Rating_marked_delete" AFTER DELETE ON "Rating" BEGIN
    UPDATE "Interaction" SET "ratedUp" = "ratedUp" - (OLD."value" = 'up'), "ratedDown" = "ratedDown" - (OLD."value" = 'down'), "comments" = "comments" - (trim(OLD."comment") <> '') WHERE "id" = OLD."interactionId";
END;
