"use client";
import dynamic from "next/dynamic";

/** Only authors see it, so nobody else loads it. */
export const OfferingProbeDoor = dynamic(() => import("./offering-probe.tsx").then((module) => module.OfferingProbe), {
  ssr: false,
});
