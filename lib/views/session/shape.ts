/** How somebody signs in here. */
export interface SignInView {
  provider: "sandbox" | "oidc" | "github" | "none";
  /** The sandbox's people; empty with a real provider. */
  people: { id: string; name: string; may: string }[];
}
