import type { Tracing } from "./asked.ts";

/** Loads what sends traces, where there is somewhere to send them. */
export async function openTracing(
  to: string | undefined,
  onFault: (message: string) => void,
): Promise<Tracing | undefined> {
  if (to === undefined) return undefined;
  const { sendTraces } = await import("./send-traces.ts");
  return sendTraces(to, onFault);
}
