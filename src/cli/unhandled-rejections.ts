/**
 * Lets the process go on where a promise is rejected that nobody waits for, which would end it: a request left it behind,
 * and the other requests are not to end with that one.
 * @param report told of each
 */
export function surviveUnhandledRejections(report: (reason: unknown) => void): void {
  process.on("unhandledRejection", report);
}
