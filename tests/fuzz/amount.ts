const asked = Number(process.env["PAO_FUZZ"] ?? 0);

/** How often a property is tried: a few times, with the same cases each time, or so often that it takes `PAO_FUZZ` cases, others each time. */
export const tries = (few: number, casesEach = 1) =>
  asked > 0 ? { numRuns: Math.ceil(asked / casesEach) } : { numRuns: few, seed: 20_261_121 };

export const patience = asked > 0 ? 4 * 3600 * 1000 : 60_000;
