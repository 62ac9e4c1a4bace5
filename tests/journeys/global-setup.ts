import type { FullConfig } from "@playwright/test";
import { startPao } from "./pao.ts";

/** One PAO for all journeys that can share one. */
export default async function start(config: FullConfig): Promise<() => Promise<void>> {
  const address = new URL(config.projects[0]?.use.baseURL ?? "http://localhost:4600");
  const pao = await startPao(Number(address.port));
  return () => pao.stop();
}
