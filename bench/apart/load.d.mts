export interface Load {
  readonly requests: number;
  readonly failed: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Many clients at once that go through the bodies, each in an order of its own, for some seconds. */
export function putUnderLoad(
  url: string,
  bodies: readonly string[],
  clients: number,
  seconds: number,
): Promise<Load>;
