"use client";
import { Component, type ReactNode } from "react";
import { Notice } from "#components/ui/notice.tsx";

interface Props {
  /** What is drawn; another one is tried anew. */
  of: unknown;
  children: ReactNode;
}

interface State {
  of: unknown;
  failed: boolean;
}

/** A document that has errors may ask for what can't be drawn: that takes nothing away but its preview. */
export class Shield extends Component<Props, State> {
  override state: State = { of: this.props.of, failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  static getDerivedStateFromProps({ of }: Props, state: State): State | null {
    return of === state.of ? null : { of, failed: false };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Notice tone="warn" title="This document cannot be shown like this.">
        Mend its errors; then it is drawn again.
      </Notice>
    );
  }
}
