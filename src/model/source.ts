/** Where a statement comes from: what a paper has to cite. */
export interface Source {
  readonly code: string;
  readonly title: string;
  readonly publisher: string;
  /** When it was published, as exactly as is known: a day, a month ("2011-03"), a year, or words. */
  readonly published: string;
  readonly url: string | null;
  readonly licence: string | null;
}

/** Whether a text is an address that can be shown as a link and does nothing but lead somewhere. */
export const isWebAddress = (text: string): boolean =>
  /^https?:\/\/[^\s/]/i.test(text) && !/\s/.test(text) && URL.canParse(text);
