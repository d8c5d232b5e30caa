/**
 * How many cases a random test tries: `usual` in `npm test`, `long` in `npm run test:long` (which sets TEST_SIZE), or
 * the number that the environment variable `name` holds, to see one failure again or to look for longer.
 */
export function cases(usual: number, long: number, name?: string): number {
  const given = name === undefined ? undefined : process.env[name];
  if (given) return Number(given);
  return process.env.TEST_SIZE === "long" ? long : usual;
}
