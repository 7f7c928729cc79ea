-- Every text that was asked, with how often. A text is looked for here once, and not in each row that has it.
CREATE TABLE "QuestionText" (
    "text" TEXT NOT NULL,
    "uses" INTEGER NOT NULL,
    PRIMARY KEY ("text")
) WITHOUT ROWID;

INSERT INTO "QuestionText" ("text", "uses") SELECT "question", count(*) FROM "Interaction" GROUP BY "question";

-- CreateIndex
CREATE INDEX "Interaction_question_idx" ON "Interaction"("question", "localHour", "askedAt", "engine", "approach", "source", "shopId", "role", "module", "outcome", "ratedUp", "ratedDown", "comments", "confidence", "totalMs", "errorCode", "tool", "planKey");

-- CreateTrigger
CREATE TRIGGER "Interaction_text_insert" AFTER INSERT ON "Interaction" BEGIN
    INSERT INTO "QuestionText" ("text", "uses") VALUES (NEW."question", 1) ON CONFLICT DO UPDATE SET "uses" = "uses" + 1;
END;

-- What nobody asks any more is gone: it may have been the words of one person.
CREATE TRIGGER "Interaction_text_delete" AFTER DELETE ON "Interaction" BEGIN
    UPDATE "QuestionText" SET "uses" = "uses" - 1 WHERE "text" = OLD."question";
    DELETE FROM "QuestionText" WHERE "text" = OLD."question" AND "uses" = 0;
END;

CREATE TRIGGER "Interaction_text_update" AFTER UPDATE OF "question" ON "Interaction" WHEN OLD."question" <> NEW."question" BEGIN
    INSERT INTO "QuestionText" ("text", "uses") VALUES (NEW."question", 1) ON CONFLICT DO UPDATE SET "uses" = "uses" + 1;
    UPDATE "QuestionText" SET "uses" = "uses" - 1 WHERE "text" = OLD."question";
    DELETE FROM "QuestionText" WHERE "text" = OLD."question" AND "uses" = 0;
END;
