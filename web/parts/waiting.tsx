import { useEffect, useState } from "react";

const slowMs = 3_000;

/** Shown while a view's answer is on its way; after a while it says that this is not usual. It ends in an answer or a failure. */
export function Waiting() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="waiting" role="status">
      {slow ? "Still waiting for the API: it has at most 20 seconds." : "Loading…"}
    </p>
  );
}
