import { escapeUTF8 } from "entities/escape";

/** What XML 1.0 cannot hold, escaped or not, or advises against: control characters and halves of surrogate pairs. */
const outsideXml = /[^\P{Control}\t\n\r]|\p{Surrogate}|[\uFFFE\uFFFF]/gu;
/** What a reader would take for a blank in an attribute. */
const lineEnds = /[\t\n\r]/g;

/** Text for an element or a quoted attribute. */
export function xmlText(text: string): string {
  return escapeUTF8(text.replace(outsideXml, "\uFFFD")).replace(
    lineEnds,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

export const xmlHeader = '<?xml version="1.0" encoding="UTF-8"?>\n';
