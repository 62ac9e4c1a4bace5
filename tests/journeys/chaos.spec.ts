import { expect, test } from "@playwright/test";
import { freePair } from "#scripts/start/checks.ts";
import { lines } from "#tests/chaos/count.ts";
import { runChaos } from "#tests/chaos/run.ts";
import { hasTerraform } from "#tests/engine/module.ts";

test("while engines, web, stand-ins and PostgreSQL are killed, nothing is lost and nothing happens twice", async () => {
  test.slow();
  const count = await runChaos({
    seed: 4,
    orders: 20,
    stormSeconds: 8,
    calmSeconds: 60,
    port: await freePair(Number(process.env["PAO_TEST_PORT"] ?? 4600) + 60),
    cast: { engines: 2, webs: 1 },
    weather: {
      killsMs: [500, 2000],
      faultsMs: [100, 600],
      victims: [
        [3, "engine"],
        [1, "web"],
        [1, "sandbox"],
        [1, "postgres"],
      ],
    },
    withTerraform: hasTerraform,
    keep: false,
  });
  const told = lines(count).join("\n");
  expect(count.lost, told).toEqual([]);
  expect(count.duplicated, told).toEqual([]);
  expect(count.accepted).toHaveLength(20);
  // A storm that strikes nobody proves nothing.
  const kills = [...count.struck].filter(([what]) => what.endsWith("killed"));
  expect(kills.length, told).toBeGreaterThan(1);
  expect(Object.values(count.effects).reduce((sum, times) => sum + times, 0)).toBeGreaterThan(20);
});
