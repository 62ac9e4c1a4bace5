import { titleAt } from "#lib/core/form/title-at.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { formOf } from "#lib/core/preview/supposed.ts";
import type { Questions } from "./trial.ts";

/** What a first order asks, by the titles that its form shows. */
export const questionsOf = (offering: Offering, seek: Questions["seek"]): Questions => ({
  titled: (path) => titleAt(formOf(offering, "create"), path),
  seek,
});
