/**
 * An answer, or an error where it does not come in time or nobody waits for it any more: what comes later is dropped.
 * @param late what is thrown when the time is over
 * @param signal whose reason is thrown when it is aborted
 */
export async function within<T>(
  milliseconds: number,
  answer: Promise<T>,
  late: () => Error,
  signal?: AbortSignal,
): Promise<T> {
  let end = (_error: unknown) => {};
  const ended = new Promise<never>((_resolve, reject) => {
    end = reject;
  });
  const timer = setTimeout(() => end(late()), milliseconds);
  const onAbort = () => end(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([answer, ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}
