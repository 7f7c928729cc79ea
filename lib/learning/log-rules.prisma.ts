import { z } from "zod";
import type { Prisma, PrismaClient } from "@/prisma/client/client";
import type { LogRuleModel } from "@/prisma/client/models";
import { FAILURE_CATEGORIES } from "@/lib/answers/failure-category";
import { LOG_RULE_KINDS, type LogRule } from "@/lib/answers/log-rule";
import { readRuleUses } from "@/lib/interactions/uses.prisma";
import type { LogRuleStore } from "@/lib/learning/log-rules";

const NEWEST = [{ createdAt: "desc" }, { id: "desc" }] satisfies Prisma.LogRuleOrderByWithRelationInput[];

/** Rules about log lines in the app's own database; nothing is cached, so every process sees the latest at once. */
export function prismaLogRuleStore(db: PrismaClient): LogRuleStore {
  return {
    all: async () => (await db.logRule.findMany({ orderBy: NEWEST })).flatMap(toRule),
    teach: ({ rule, interactionId, userId, training, line }) =>
      db.$transaction(async (tx) => {
        const { at, ...data } = rule;
        const same = { kind: rule.kind, template: rule.template, category: rule.category };
        const [known] = (await tx.logRule.findMany({ where: same, orderBy: NEWEST })).flatMap(toRule);
        if (known) return known;
        const createdAt = new Date(at);
        await tx.logRule.create({ data: { ...data, interactionId, userId, createdAt } });
        if (training) await tx.logTrainingRow.create({ data: { ...training, ruleId: rule.id, createdAt } });
        await tx.changeLine.create({ data: { ...line, at: new Date(line.at) } });
        return rule;
      }),
    async undo(id, line) {
      return db.$transaction(async (tx) => {
        const { count } = await tx.logRule.deleteMany({ where: { id } });
        if (count > 0) await tx.changeLine.create({ data: { ...line, at: new Date(line.at) } });
        return count > 0;
      });
    },
    uses: (ids) => readRuleUses(db, ids),
    async training() {
      const [rows, saved] = await Promise.all([
        db.logTrainingRow.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] }),
        db.logRule.findMany(),
      ]);
      const rules = new Map(saved.flatMap(toRule).map((rule) => [rule.id, rule]));
      return rows.flatMap(({ createdAt: _createdAt, ruleId, ...line }) => {
        const rule = rules.get(ruleId);
        return rule ? [{ ...line, rule }] : [];
      });
    },
  };
}

const RuleShape = z.object({
  id: z.string(),
  kind: z.enum(LOG_RULE_KINDS),
  template: z.string(),
  category: z.enum(FAILURE_CATEGORIES).nullable(),
});

/** None where the row is of another version. */
function toRule({ createdAt, ...row }: LogRuleModel): LogRule[] {
  const read = RuleShape.safeParse(row);
  return read.success ? [{ ...read.data, at: createdAt.toISOString() }] : [];
}
