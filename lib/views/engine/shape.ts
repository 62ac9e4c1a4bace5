/** An engine as an admin sees it. */
export interface EngineView {
  id: string;
  version: string;
  /** `silent`: nothing has been heard of it for 15 seconds; its steps go on elsewhere. */
  state: "alive" | "stopping" | "silent";
  /** It understands the plans that this version of PAO makes. */
  current: boolean;
  /** What it can run, by kind and version. */
  capabilities: Record<string, string>;
  /** How many steps it moves at the same time. */
  concurrency: number;
  startedAt: string;
  heartbeatAt: string;
  inHand: StepInHand[];
}

export interface StepInHand {
  number: string;
  /** The request's title. */
  request: string;
  step: string;
  startedAt: string | null;
}

export interface EngineList {
  items: EngineView[];
  next: null;
}
