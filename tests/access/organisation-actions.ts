import type { ActionDoor } from "./actions.ts";
import { playerOf } from "./cast.ts";
import type { Found } from "./doors.ts";

/** For admins; of what is not there they learn that, so that no try meets what another has left. */
const ofNothing = (given: (found: Found) => object): ActionDoor => ({
  may: ["admin"],
  answers: "not_found",
  given: (found) => [given(found)],
});
const adds = (given: (found: Found) => object): ActionDoor => ({ may: ["admin"], given: (found) => [given(found)] });

const named = ({ fresh: name }: Found) => ({ name });
const titled = ({ fresh: name }: Found) => ({ name, title: "For a test" });
const changed = ({ fresh: name }: Found) => ({ name, title: "Another", version: 1 });
const member = ({ fresh: team }: Found) => ({ team, person: playerOf("stranger"), role: "member" });
const group = ({ fresh: team }: Found) => ({ team, group: "people", role: "member" });
const role = () => ({ person: playerOf("stranger"), role: "manager" });
const person = ({ fresh }: Found) => ({ person: fresh });
const varName = (name: string) => name.replace("-", "_");

/** Teams, people, projects, environments and vars. */
export const organisationActions: Record<string, ActionDoor> = {
  addTeam: adds(titled),
  changeTeam: ofNothing(changed),
  removeTeam: ofNothing(named),
  addMember: ofNothing(member),
  removeMember: ofNothing(member),
  mapGroup: ofNothing(group),
  unmapGroup: ofNothing(group),
  giveRole: adds(role),
  takeRole: adds(role),
  deactivatePerson: ofNothing(person),
  reactivatePerson: ofNothing(person),
  addProject: adds((found) => ({ ...titled(found), team: "checkout" })),
  changeProject: ofNothing((found) => ({ ...changed(found), team: "checkout" })),
  removeProject: ofNothing(named),
  addEnvironment: adds(titled),
  changeEnvironment: ofNothing(changed),
  removeEnvironment: ofNothing(named),
  addVar: adds(({ fresh }) => ({ name: varName(fresh), value: 1 })),
  changeVar: ofNothing(({ fresh }) => ({ name: varName(fresh), value: 1, version: 1 })),
  removeVar: ofNothing(({ fresh }) => ({ name: varName(fresh) })),
};
