/** Where a statement comes from: what a paper has to cite. */
export type { Source } from "../vocabulary/others.ts";

/** Whether a text is an address that can be shown as a link and does nothing but lead somewhere. */
export const isWebAddress = (text: string): boolean =>
  /^https?:\/\/[^\s/]/i.test(text) && !/\s/.test(text) && URL.canParse(text);
