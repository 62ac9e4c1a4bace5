/** What every door is told when it asks whether an order or a step may run. */
export type Decision =
  /** `reasons`: what was noted, and stands in nobody's way. */
  | { answer: "allow"; reasons: Reason[] }
  /** Not yet: until a time, until those it waits for have had their say, or both. */
  | { answer: "hold"; until: string | null; waitsFor: string[]; reasons: Reason[] }
  | { answer: "deny"; reasons: Reason[] };

export interface Reason {
  stage: "permission" | "readiness" | "policy" | "quota" | "window";
  /** Plain language: what stands in the way, or was noted. */
  sentence: string;
  remedy?: string;
  /** It may be over soon without anybody changing a document or a setting. */
  passing?: true;
}
