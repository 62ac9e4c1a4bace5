import { once } from "node:events";
import { launch } from "#scripts/start/child.ts";
import type { EmptyNext } from "./empty-next.ts";
import type { Figure } from "./figure.ts";
import { memoryOf, type Running } from "./pao.ts";

/** Resident memory of web and engine; nothing where the system does not tell. */
export async function memory(running: Running, empty: EmptyNext, when: string): Promise<Figure[]> {
  const processes = [
    { who: "web", script: "scripts/web.ts", what: "an empty Next.js", least: empty.memory() },
    { who: "engine", script: "lib/engine/main.ts", what: "a bare Node", least: await bareNode() },
  ];
  return processes.flatMap(({ who, script, what, least }): Figure[] => {
    const value = running.memory(script);
    if (value === undefined || least === undefined) return [];
    return [{ name: `resident memory of the ${who} ${when}`, value, unit: "MB", limit: { what, value: least } }];
  });
}

async function bareNode(): Promise<number | undefined> {
  const node = launch(["-e", 'setInterval(() => {}, 1000); console.log("here");'], process.env);
  if (node.stdout) await once(node.stdout, "data");
  const used = memoryOf(node.pid);
  node.kill("SIGTERM");
  await once(node, "exit");
  return used;
}
