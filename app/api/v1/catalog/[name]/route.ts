import { offeringDocument, offeringView } from "#lib/views/catalog/offering.ts";
import { rest, shown } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => {
    const name = param("name");
    const [view, written] = await Promise.all([offeringView(actor, name), offeringDocument(actor, name)]);
    return shown({ ...view, ...written });
  },
});
