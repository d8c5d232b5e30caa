import type { TypedDocumentNode } from "urql";
import type { Field } from "./field.ts";

/** A change that can be made: its words, its questions, and the mutation that makes it. */
export interface Form {
  /** Heading of its page, and its name in the list. */
  readonly title: string;
  readonly says: string;
  /** On its button. */
  readonly submit: string;
  readonly fields: readonly Field[];
  readonly document: ChangeDocument;
}

/** Inputs are made from the questions, whose names are those of the input: see `formOf`. */
export type ChangeDocument = TypedDocumentNode<{ readonly result: unknown }, { readonly input: object }>;

type Names<Input> = keyof Input & string;
/** What the questions do not have to ask: the page knows it. */
type Known = "factId" | "expectedRevision" | "idempotencyKey";
type Asked<Input> = Exclude<Names<Input>, Known | "source"> | `source.${string}`;

/** A form whose questions are fields of its mutation's input. */
export function formOf<Data extends { readonly result: unknown }, Input extends object>(
  document: TypedDocumentNode<Data, { readonly input: Input }>,
  words: Pick<Form, "title" | "says" | "submit">,
  fields: readonly Field<Asked<Input>>[],
): Form {
  return { ...words, fields, document: document as unknown as ChangeDocument };
}
