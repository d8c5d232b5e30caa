import type { AskedClocks } from "./asked.ts";
import { kindTypes } from "./kind-types.ts";
import { queriesInBatch } from "./read-queries.ts";

export interface ManifestParts {
  /** Where clients reach the server, without a path. */
  readonly origin: string;
  readonly clocks: AskedClocks;
  /** Whether reading needs a credential. */
  readonly closed: boolean;
}

/** The path of the service that asks at these clocks. */
export const rootPath = ({ asOf, knownAt, atRevision }: AskedClocks): string =>
  [
    "/reconcile",
    ...(asOf ? ["as-of", asOf] : []),
    ...(knownAt ? ["known-at", knownAt] : []),
    ...(atRevision ? ["at-revision", atRevision] : []),
  ].join("/");

/** The width and height, in pixels, of the page that previews an organisation. */
const previewSize = { width: 400, height: 220 };

/** Says what the service offers and where: every address in it asks at the clocks that the manifest was asked at. */
export function manifestOf({ origin, clocks, closed }: ManifestParts) {
  const root = rootPath(clocks);
  const suggest = (what: string) => ({
    service_url: origin,
    service_path: `${root}/suggest/${what}`,
    flyout_service_url: origin,
    flyout_service_path: `${root}/flyout/${what}/\${id}`,
  });
  const explorer = new URLSearchParams(
    Object.entries(clocks).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return {
    versions: ["0.2"],
    name: `commissioning-graph: who commissioned care in England, 2010 to 2013${inWords(clocks)}`,
    identifierSpace: `${origin}/organisations/`,
    schemaSpace: "https://schema.org/Organization",
    defaultTypes: kindTypes,
    view: { url: `${origin}/organisations/{{id}}${explorer && `?${explorer}`}` },
    preview: { url: `${origin}${root}/preview/{{id}}`, ...previewSize },
    suggest: { entity: suggest("entity"), type: suggest("type"), property: suggest("property") },
    extend: {
      propose_properties: { service_url: origin, service_path: `${root}/properties` },
      property_settings: [
        {
          name: "asOf",
          label: "As of",
          type: "text",
          default: "",
          help_text: "The day that the values are of, such as 2011-04-01. Empty: the day of the service.",
        },
      ],
    },
    batchSize: queriesInBatch,
    ...(closed && { authentication: { type: "apiKey", name: "Authorization", in: "header" } }),
  };
}

const inWords = ({ asOf, knownAt, atRevision }: AskedClocks): string =>
  [
    ...(asOf ? [`, on ${asOf}`] : []),
    ...(knownAt ? [`, as believed at ${knownAt}`] : []),
    ...(atRevision ? [`, at revision ${atRevision}`] : []),
  ].join("");
