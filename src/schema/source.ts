import { SourceRef } from "./refs.ts";

SourceRef.implement({
  description: "Where a statement comes from: what a paper has to cite.",
  fields: (t) => ({
    code: t.exposeString("code", { description: "Its code in this dataset, such as A1." }),
    title: t.exposeString("title", { description: "Title." }),
    publisher: t.exposeString("publisher", { description: "Publisher." }),
    published: t.exposeString("published", {
      description: "When it was published, as exactly as is known: a day, a month, a year, or words.",
    }),
    url: t.exposeString("url", { nullable: true, description: "Address, where it has one." }),
    licence: t.exposeString("licence", { nullable: true, description: "Licence, where it is known." }),
  }),
});
