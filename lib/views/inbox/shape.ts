/** A manual task that waits on one of the asker's teams. */
export interface InboxItem {
  number: string;
  step: string;
  title: string;
  request: string;
  /** Of a test order. */
  test: boolean;
  offeringTitle: string;
  assignedTeam: string;
  requester: string;
  project: string;
  environment: string;
  waitingSince: string;
  /** `task` is answered in PAO; `ticket` is moved outside, at `url`. */
  kind: "task" | "ticket";
  url: string | null;
}

/** A page of them; `next` goes on where it ends, whatever was answered since. */
export interface InboxPage {
  items: InboxItem[];
  next: string | null;
}
