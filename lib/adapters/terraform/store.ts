/** Who works on a state. */
export interface Holder {
  run: string;
  request: string;
  step: string;
}

/** What a run is about to change. */
export interface Effect {
  key: string;
  /** Actions by address. */
  changes: Record<string, string>;
  begun: string[];
}

/** Where the state of one workspace is kept. What a run writes is refused once another holds it. */
export interface StateStore {
  /** Takes it when nobody has it; answers who has it otherwise. */
  take(): Promise<Holder | null>;
  /** False once it is another's. */
  keep(): Promise<boolean>;
  release(): Promise<void>;
  read(): Promise<string | null>;
  /** null when Terraform wants it gone. */
  write(state: string | null): Promise<void>;
  /** Resolves when all that was written is where it belongs; rejects, saying where it is, when that can't be. */
  settle(): Promise<void>;
  effect(): Promise<Effect | null>;
  noteEffect(effect: Effect): Promise<void>;
  noteBegun(address: string): Promise<void>;
  /** Nothing of it is in doubt any more. */
  forgetEffect(): Promise<void>;
}
