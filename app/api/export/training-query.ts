import { z } from "zod";
import { ExportFilter } from "@/app/api/export/stream-lines";
import { DEFAULT_TRAINING_FILTER, FEEDBACK_FILTERS, TRAINING_FORMS } from "@/lib/interactions/training-line";

/** How training data can be restricted. */
export const TrainingQuery = ExportFilter.extend({
  feedback: z.enum(FEEDBACK_FILTERS, `must be ${FEEDBACK_FILTERS.join(", ")}`).default(DEFAULT_TRAINING_FILTER.feedback),
  form: z.enum(TRAINING_FORMS, `must be ${TRAINING_FORMS.join(" or ")}`).default(DEFAULT_TRAINING_FILTER.form),
  min_confidence: z.coerce
    .number("must be a number from 0 to 1")
    .min(0, "must be a number from 0 to 1")
    .max(1, "must be a number from 0 to 1")
    .default(DEFAULT_TRAINING_FILTER.minConfidence),
});
