"use client";

import { lazyPart } from "@/components/ui/lazy-part";

/** A result's chart, whose drawing is loaded when it is looked at. */
export const ResultChart = lazyPart(
  () => import("@/components/answer/result-chart").then((module) => module.ResultChart),
  <div className="breathe h-72 rounded-lg bg-sunken" role="status">
    <span className="sr-only">Drawing the chart</span>
  </div>,
);
