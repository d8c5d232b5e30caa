import { gql } from "urql";

/** A reference to a type: lists and non-nulls wrap the one that has a name. */
export interface TypeRef {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType?: TypeRef | null;
}

interface Described {
  readonly name: string;
  readonly description: string | null;
}

export interface SchemaInput extends Described {
  readonly type: TypeRef;
}

export interface SchemaField extends Described {
  readonly args: readonly SchemaInput[];
  readonly type: TypeRef;
}

export interface SchemaType extends Described {
  readonly kind: string;
  readonly fields: readonly SchemaField[] | null;
  readonly inputFields: readonly SchemaInput[] | null;
  readonly enumValues: readonly Described[] | null;
  readonly interfaces: readonly { readonly name: string }[] | null;
}

export interface VocabularyData {
  readonly __schema: { readonly types: readonly SchemaType[] };
}

/** The schema's own words: what can be listed, by what it can be filtered, and what can be shown of it. */
export const vocabularyQuery = gql<VocabularyData, Record<string, never>>`
  query Vocabulary {
    __schema {
      types {
        kind
        name
        description
        interfaces {
          name
        }
        fields {
          name
          description
          args {
            name
            type {
              ...TypeRef
            }
          }
          type {
            ...TypeRef
          }
        }
        inputFields {
          name
          description
          type {
            ...TypeRef
          }
        }
        enumValues {
          name
          description
        }
      }
    }
  }
  fragment TypeRef on __Type {
    kind
    name
    ofType {
      kind
      name
      ofType {
        kind
        name
        ofType {
          kind
          name
        }
      }
    }
  }
`;
