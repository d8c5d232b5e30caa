import { setFlagsFromString } from "node:v8";

/**
 * Has V8 collect garbage once its heap has grown by a third: whatever fills a graph leaves much garbage and keeps little,
 * and V8 would let it double. For a process that does nothing else; Node.js reads this flag at each collection.
 */
export const growHeapSlowly = (): void => setFlagsFromString("--heap-growing-percent=30");
