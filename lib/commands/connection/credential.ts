import { z } from "zod";

/** Parts of a credential by name, as they are given. */
export const credential = z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,30}$/), z.string().max(10_000));
