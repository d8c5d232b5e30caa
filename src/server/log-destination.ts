interface LogLine {
  readonly level: number;
  readonly time: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string; readonly stack?: string };
}

const warnLevel = 40;

/** Where the log goes: JSON lines on standard output, or a readable line each where that is a terminal. */
export function logDestination(): { stream?: { write(line: string): void } } {
  if (!process.stdout.isTTY) return {};
  return { stream: { write: (line) => process.stdout.write(readable(line)) } };
}

/** A line of the log for a person: time, message, and what belongs to it. */
export function readable(line: string): string {
  const { level, time, msg, err, pid, hostname, reqId, ...rest } = JSON.parse(line) as LogLine &
    Record<string, unknown>;
  const clock = new Date(time).toTimeString().slice(0, 8);
  const mark = level >= warnLevel ? "! " : "";
  const facts = Object.entries(rest).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  const fault = err ? `\n  ${level > warnLevel ? (err.stack ?? err.message) : err.message}` : "";
  return `${clock} ${mark}${msg ?? ""}${facts.join("")}${fault}\n`;
}
