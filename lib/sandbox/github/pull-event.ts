import type { Incoming } from "#lib/sandbox/server/exchange.ts";
import { userBean } from "./bean.ts";
import type { GitHub } from "./context.ts";
import { wholePull } from "./pull-bean.ts";
import { author, type Pull } from "./pull.ts";

/** Sends what GitHub sends when something happens to a pull request. */
export function tell(github: GitHub, incoming: Incoming, pull: Pull, action: string): void {
  github.tell(incoming, pull.repository, "pull_request", {
    action,
    number: pull.number,
    pull_request: wholePull(pull, incoming),
    sender: userBean(author, incoming),
  });
}
