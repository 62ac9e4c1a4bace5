import type { AdapterKind } from "./document.ts";

/** What a machine does, and says how it ended. An approval that was refused, or an order of its own that was rejected, is somebody's decision. */
const byMachine: readonly AdapterKind[] = ["http", "github-workflow", "github-pull-request", "terraform"];

/** May people take over what is done this way, when it has failed? */
export const mayFallBack = (uses: AdapterKind): boolean => byMachine.includes(uses);
