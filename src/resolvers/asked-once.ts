import type { Context } from "./context.ts";

/** What a field answers, worked out once a request however many aliases ask for it with the same arguments. */
export function askedOnce<T>(
  { answers }: Context,
  field: string,
  args: object,
  answer: () => Promise<T>,
): Promise<T> {
  const question = `${field} ${JSON.stringify(args)}`;
  const asked = (answers.get(question) ?? answer()) as Promise<T>;
  answers.set(question, asked);
  return asked;
}
