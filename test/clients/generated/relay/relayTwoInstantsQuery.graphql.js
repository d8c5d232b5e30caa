/**
 * @generated SignedSource<<9e3f2253534dc9c72cbc359d4471ebf4>>
 * @lightSyntaxTransform
 */

/* eslint-disable */

var node = (() => {
  var v0 = [
      {
        defaultValue: null,
        kind: "LocalArgument",
        name: "then",
      },
    ],
    v1 = {
      kind: "Literal",
      name: "asOf",
      value: "2011-04-01",
    },
    v2 = {
      kind: "Literal",
      name: "code",
      value: "X003397",
    },
    v3 = [
      v1 /*:: as any*/,
      v2 /*:: as any*/,
      {
        kind: "Variable",
        name: "knownAt",
        variableName: "then",
      },
    ],
    v4 = {
      alias: null,
      args: null,
      kind: "ScalarField",
      name: "knownAt",
      storageKey: null,
    },
    v5 = {
      alias: null,
      args: null,
      kind: "ScalarField",
      name: "standing",
      storageKey: null,
    },
    v6 = [v4 /*:: as any*/, v5 /*:: as any*/],
    v7 = [v1 /*:: as any*/, v2 /*:: as any*/],
    v8 = [
      v4 /*:: as any*/,
      v5 /*:: as any*/,
      {
        alias: null,
        args: null,
        kind: "ScalarField",
        name: "id",
        storageKey: null,
      },
    ];
  return {
    fragment: {
      argumentDefinitions: v0 /*:: as any*/,
      kind: "Fragment",
      metadata: null,
      name: "relayTwoInstantsQuery",
      selections: [
        {
          alias: "then",
          args: v3 /*:: as any*/,
          concreteType: "Practice",
          kind: "LinkedField",
          name: "practice",
          plural: false,
          selections: v6 /*:: as any*/,
          storageKey: null,
        },
        {
          alias: "now",
          args: v7 /*:: as any*/,
          concreteType: "Practice",
          kind: "LinkedField",
          name: "practice",
          plural: false,
          selections: v6 /*:: as any*/,
          storageKey: 'practice(asOf:"2011-04-01",code:"X003397")',
        },
      ],
      type: "Query",
      abstractKey: null,
    },
    kind: "Request",
    operation: {
      argumentDefinitions: v0 /*:: as any*/,
      kind: "Operation",
      name: "relayTwoInstantsQuery",
      selections: [
        {
          alias: "then",
          args: v3 /*:: as any*/,
          concreteType: "Practice",
          kind: "LinkedField",
          name: "practice",
          plural: false,
          selections: v8 /*:: as any*/,
          storageKey: null,
        },
        {
          alias: "now",
          args: v7 /*:: as any*/,
          concreteType: "Practice",
          kind: "LinkedField",
          name: "practice",
          plural: false,
          selections: v8 /*:: as any*/,
          storageKey: 'practice(asOf:"2011-04-01",code:"X003397")',
        },
      ],
    },
    params: {
      cacheID: "6c7a5cd62ae8bee577b9b74148772fd4",
      id: null,
      metadata: {},
      name: "relayTwoInstantsQuery",
      operationKind: "query",
      text: 'query relayTwoInstantsQuery(\n  $then: DateTime!\n) {\n  then: practice(code: "X003397", asOf: "2011-04-01", knownAt: $then) {\n    knownAt\n    standing\n    id\n  }\n  now: practice(code: "X003397", asOf: "2011-04-01") {\n    knownAt\n    standing\n    id\n  }\n}\n',
    },
  };
})();

node.hash = "bf5458f8ba508cec912f352be72710d5";

export default node;
