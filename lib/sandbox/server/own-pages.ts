import { json, Refusal } from "./exchange.ts";
import type { Handle } from "./route.ts";

/** A form on somebody else's page, open in the same browser, may not press buttons here. */
export function ownPages(handle: Handle): Handle {
  return (incoming) => {
    const site = incoming.headers["sec-fetch-site"];
    if (site !== undefined && site !== "same-origin" && site !== "none")
      throw new Refusal(
        json(403, { code: "forbidden", message: "Forms are taken from the sandbox's own pages only." }),
      );
    return handle(incoming);
  };
}
