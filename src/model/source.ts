import { toInstant } from "./dates.ts";

/** Where a statement comes from: what a paper has to cite. */
export type { Source } from "../vocabulary/others.ts";

/** Whether a text is an address that can be shown as a link and does nothing but lead somewhere. */
export const isWebAddress = (text: string): boolean =>
  /^https?:\/\/[^\s/]/i.test(text) && !/\s/.test(text) && URL.canParse(text);

/** What is expected of a new source where it says that it was published after today. */
export const whenPublished = (now = new Date()): string =>
  `when it was published, today (${toInstant(now).slice(0, 10)}) at the latest, such as 2011-05-04, 2011-05 or 2011`;
