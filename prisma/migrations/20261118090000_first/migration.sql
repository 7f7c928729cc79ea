-- CreateTable
CREATE TABLE "Conversation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "Interaction" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conversationId" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "engine" TEXT,
    "approach" TEXT,
    "source" TEXT,
    "shopId" INTEGER,
    "uploadId" TEXT,
    "intent" TEXT,
    "tool" TEXT,
    "arguments" JSONB,
    "confidence" REAL,
    "because" JSONB,
    "plan" JSONB,
    "sql" TEXT,
    "params" JSONB,
    "rowCount" INTEGER,
    "ranOn" TEXT,
    "routeMs" REAL,
    "planMs" REAL,
    "executeMs" REAL,
    "answerMs" REAL,
    "totalMs" REAL,
    "modelVersion" TEXT,
    "promptVersion" TEXT,
    "outcome" TEXT NOT NULL DEFAULT 'unfinished',
    "errorCode" TEXT,
    "answer" JSONB,
    "role" TEXT,
    "module" TEXT,
    "tab" TEXT,
    CONSTRAINT "Interaction_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Rating" (
    "interactionId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "reasons" JSONB NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    PRIMARY KEY ("interactionId", "userId"),
    CONSTRAINT "Rating_interactionId_fkey" FOREIGN KEY ("interactionId") REFERENCES "Interaction" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Correction" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "interactionId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "text" TEXT,
    "sql" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Correction_interactionId_fkey" FOREIGN KEY ("interactionId") REFERENCES "Interaction" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateIndex
CREATE INDEX "Conversation_updatedAt_idx" ON "Conversation"("updatedAt");

-- CreateIndex
CREATE INDEX "Interaction_conversationId_askedAt_idx" ON "Interaction"("conversationId", "askedAt");

-- CreateIndex
CREATE INDEX "Interaction_askedAt_idx" ON "Interaction"("askedAt");

-- CreateIndex
CREATE INDEX "Interaction_outcome_askedAt_idx" ON "Interaction"("outcome", "askedAt");

-- CreateIndex
CREATE INDEX "Rating_updatedAt_idx" ON "Rating"("updatedAt");

-- CreateIndex
CREATE INDEX "Correction_interactionId_idx" ON "Correction"("interactionId");
