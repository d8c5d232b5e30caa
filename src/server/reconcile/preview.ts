import type { Organisation } from "../../model/organisation.ts";
import { lifetimeInWords, type PropertyValue } from "../../model/reconciliation.ts";
import type { Context } from "../../resolvers/context.ts";
import { dataset } from "../../resolvers/dataset.ts";
import { type PropertyId, propertyOf, valuesOf } from "../../resolvers/reconciliation/properties.ts";
import { kindType } from "./kind-types.ts";
import { shownCell } from "./shown.ts";

const shownProperties: readonly PropertyId[] = [
  "postcode",
  "consortium",
  "pct",
  "cluster",
  "sha",
  "patients",
  "source",
];

/** A few lines of HTML on an organisation, for a tool to show beside a candidate. */
export async function summaryHtml(context: Context, organisation: Organisation): Promise<string> {
  const { name, code, kind, confidence, asOf } = organisation;
  const { synthetic } = await dataset(context);
  const lines = await Promise.all(
    shownProperties.map(async (id) => {
      const values = await valuesOf(context, id, organisation);
      return values.length === 0 ? [] : [[propertyOf(id).name, values.map(textOf).join(", ")]];
    }),
  );
  const rows = [["On", asOf], ...lines.flat()].map(
    ([label = "", value = ""]) => `<tr><th>${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  const about = `${kindType(kind).name}, ${lifetimeInWords(organisation)}`;
  const what = confidence === "SYNTHETIC" ? "It is" : "Practices and many amounts are";
  const madeUp = synthetic ? `<p><strong>${what} made up for demonstration (SYNTHETIC)</strong></p>` : "";
  return `<h1>${escapeHtml(name)} (${escapeHtml(code)})</h1><p>${escapeHtml(about)}</p>${madeUp}<table>${rows.join("")}</table>`;
}

/** The same as a page for a frame of the manifest's width and height. */
export const previewPage = (summary: string): string => `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Preview</title><style>
body { font: 13px/1.4 system-ui, sans-serif; margin: 8px; color: #212b32; background: #fff }
h1 { font-size: 15px; margin: 0 } p { margin: 2px 0 } th { text-align: left; padding-right: 8px; font-weight: 600; vertical-align: top }
</style></head><body>${summary}</body></html>
`;

function textOf(value: PropertyValue): string {
  const cell = shownCell(value);
  return "name" in cell ? `${cell.name} (${cell.id})` : String(Object.values(cell)[0]);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (one) => entities[one] ?? one);
