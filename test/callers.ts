import type { Author } from "../src/model/audit.ts";
import type { Caller } from "../src/model/caller.ts";

/** Somebody who may read, and nothing else. */
export const reader: Caller = { name: "reader", role: "reader", advice: "Ask as somebody else." };

/** Whom the audit log names for what tests write without asking through the API. */
export const author: Author = { who: "a test", action: "RECORD", reason: "To test.", requestId: null };

/** Somebody who may change the graph. */
export const curator: Caller = { name: "curator", role: "curator", advice: "" };
