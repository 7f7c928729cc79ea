"use client";

import dynamic from "next/dynamic";

/** A result's chart, whose drawing is loaded when it is looked at. */
export const ResultChart = dynamic(() => import("@/components/answer/result-chart").then((module) => module.ResultChart), {
  ssr: false,
  loading: () => (
    <div className="breathe h-72 rounded-lg bg-sunken" role="status">
      <span className="sr-only">Drawing the chart</span>
    </div>
  ),
});
