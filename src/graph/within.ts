/**
 * An answer, or an error where it does not come in time: whoever waits goes on, and what comes later is dropped.
 * @param late what is thrown then
 */
export async function within<T>(milliseconds: number, answer: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([answer, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
