/**
 * @generated SignedSource<<4bebabe38e62463ffe942c1c3e1f7ea8>>
 * @lightSyntaxTransform
 */

/* eslint-disable */

'use strict';

var node = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "after"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "before"
},
v2 = {
  "kind": "Literal",
  "name": "code",
  "value": "5PP"
},
v3 = [
  {
    "kind": "Variable",
    "name": "asOf",
    "variableName": "before"
  },
  (v2/*:: as any*/)
],
v4 = [
  {
    "args": null,
    "kind": "FragmentSpread",
    "name": "relayPosition_pct"
  },
  {
    "args": null,
    "kind": "FragmentSpread",
    "name": "relayName_organisation"
  }
],
v5 = [
  {
    "kind": "Variable",
    "name": "asOf",
    "variableName": "after"
  },
  (v2/*:: as any*/)
],
v6 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "asOf",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "position",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "id",
    "storageKey": null
  },
  {
    "kind": "InlineFragment",
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "name",
        "storageKey": null
      }
    ],
    "type": "Organisation",
    "abstractKey": "__isOrganisation"
  }
];
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "relayTwoDaysQuery",
    "selections": [
      {
        "alias": "before",
        "args": (v3/*:: as any*/),
        "concreteType": "PCT",
        "kind": "LinkedField",
        "name": "pct",
        "plural": false,
        "selections": (v4/*:: as any*/),
        "storageKey": null
      },
      {
        "alias": "after",
        "args": (v5/*:: as any*/),
        "concreteType": "PCT",
        "kind": "LinkedField",
        "name": "pct",
        "plural": false,
        "selections": (v4/*:: as any*/),
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "relayTwoDaysQuery",
    "selections": [
      {
        "alias": "before",
        "args": (v3/*:: as any*/),
        "concreteType": "PCT",
        "kind": "LinkedField",
        "name": "pct",
        "plural": false,
        "selections": (v6/*:: as any*/),
        "storageKey": null
      },
      {
        "alias": "after",
        "args": (v5/*:: as any*/),
        "concreteType": "PCT",
        "kind": "LinkedField",
        "name": "pct",
        "plural": false,
        "selections": (v6/*:: as any*/),
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "b53e3e0ea9deae14506e20bd4e129d7b",
    "id": null,
    "metadata": {},
    "name": "relayTwoDaysQuery",
    "operationKind": "query",
    "text": "query relayTwoDaysQuery(\n  $before: Date!\n  $after: Date!\n) {\n  before: pct(code: \"5PP\", asOf: $before) {\n    ...relayPosition_pct\n    ...relayName_organisation\n    id\n  }\n  after: pct(code: \"5PP\", asOf: $after) {\n    ...relayPosition_pct\n    ...relayName_organisation\n    id\n  }\n}\n\nfragment relayName_organisation on Organisation {\n  __isOrganisation: __typename\n  name\n  id\n}\n\nfragment relayPosition_pct on PCT {\n  asOf\n  position\n  id\n}\n"
  }
};
})();

node.hash = "788e6225b0c8f8734e949a93a535af64";

export default node;
