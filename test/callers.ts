import type { Caller } from "../src/model/caller.ts";

/** Somebody who may read, and nothing else. */
export const reader: Caller = { name: "reader", role: "reader", advice: "Ask as somebody else." };
