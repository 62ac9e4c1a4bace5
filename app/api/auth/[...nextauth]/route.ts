import { authRoute } from "../../../auth.ts";

export { authRoute as GET, authRoute as POST };
