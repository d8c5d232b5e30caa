import { Component, type ReactNode } from "react";
import { FailureBox, RetryButton } from "../parts/failure.tsx";

/** Where a view itself breaks, or its script cannot be loaded: says so, instead of a blank page. */
export class FaultBoundary extends Component<
  { readonly children: ReactNode },
  { readonly fault: Error | undefined }
> {
  override state = { fault: undefined };

  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }

  override render() {
    const fault: Error | undefined = this.state.fault;
    if (fault === undefined) return this.props.children;
    // A script that was not loaded stays so until the page is loaded anew.
    return (
      <FailureBox
        title="This page could not be shown"
        details={[(fault as Error).message]}
        action={<RetryButton onRetry={() => location.reload()} />}
      />
    );
  }
}
