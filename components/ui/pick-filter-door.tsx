import dynamic from "next/dynamic";

/** Fetched when it is shown: pages that only might need it stay light. */
export const PickFilter = dynamic(() => import("./pick-filter.tsx").then((module) => module.PickFilter), {
  ssr: false,
  loading: () => <span className="field block" aria-hidden />,
});
