/** What every door is told when it asks whether an order or a step may run. Further stages (policy, quota, window) answer the same. */
export type Decision =
  | { answer: "allow"; reasons: Reason[] }
  | { answer: "hold"; until: string | null; forWhom: string[]; reasons: Reason[] }
  | { answer: "deny"; reasons: Reason[] };

export interface Reason {
  stage: "permission" | "readiness" | "policy" | "quota" | "window";
  /** Plain language: what stands in the way, or was noted. */
  sentence: string;
  remedy?: string;
  /** It may be over soon without anybody changing a document or a setting. */
  passing?: true;
}
