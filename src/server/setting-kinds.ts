import { z } from "zod";
import { parseDate } from "../model/dates.ts";

/** A setting that may hold one line of any text. */
export const text = z.string().regex(/^[^\r\n]*$/, "one line of text");

/** A setting that holds a whole number within bounds. */
export function whole(min: number, max: number, example: string) {
  const expected = `a whole number from ${min} to ${max}, ${example}`;
  return z
    .string()
    .refine((text) => /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max, expected)
    .transform(Number);
}

/** The same with what it is where it is not set, which is its example. */
export const bounded = (min: number, max: number, byDefault: number) =>
  whole(min, max, `such as ${byDefault}`).default(byDefault);

/** A setting that is on or off. */
export const flag = z.enum(["0", "1"], { error: "1 for yes or 0 for no" }).transform((text) => text === "1");

/** With what an empty graph is filled. */
export const seed = z.enum(["demonstration", "facts", "none"], {
  error:
    "demonstration (with a made-up England), facts (only what is published) or none, of what an empty graph is filled with",
});

export const host = z
  .string()
  .regex(/^[A-Za-z0-9._:-]+$/, "a host name or an IP address to listen on, such as 127.0.0.1 or 0.0.0.0");

/** Whether a host name or an address can be reached from this machine only. */
export const isLoopback = (name: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(name);

export const date = z
  .string()
  .refine(isDate, "a day that exists as YYYY-MM-DD, such as 2011-04-01")
  .transform((text) => parseDate(text));

export const neo4jUri = z
  .string()
  .regex(
    /^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^\s@/?#]+\/?(\?[^\s@#]*)?$/,
    "bolt:// or neo4j:// (each also with +s or +ssc) and a host, without a user or a password, such as neo4j://localhost:7687",
  );

export const logLevel = z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
  error: "one of trace, debug, info, warn, error, fatal and silent",
});

const origin = /^https?:\/\/[^\s/,@]+$/;

export const publicUrl = z
  .string()
  .regex(origin, "the address that clients use, without a path, such as https://commissioning.example.org");

/** Web origins divided by commas, or "*" for all. */
export const origins = z
  .string()
  .refine(
    (text) => text.trim() === "*" || listed(text).every((one) => origin.test(one)),
    'web origins divided by commas, such as https://app.example.org,http://localhost:5173, or "*" for all',
  )
  .transform((text): "*" | readonly string[] => (text.trim() === "*" ? "*" : listed(text)));

/** Names or addresses of hosts divided by commas, or "*" for all. */
export const hosts = z
  .string()
  .refine(
    (text) => text.trim() === "*" || listed(text).every((one) => hostName.test(one)),
    'names of hosts divided by commas, without a port, such as commissioning.example.org,10.0.0.5, or "*" for all',
  )
  .transform((text): "*" | readonly string[] => (text.trim() === "*" ? "*" : listed(text.toLowerCase())));

const hostName = /^([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\])$/;

/** What is divided by commas. */
export function listed(text: string): string[] {
  return text.split(",").map((one) => one.trim());
}

function isDate(text: string): boolean {
  try {
    return parseDate(text) === text;
  } catch {
    return false;
  }
}
