/**
 * @generated SignedSource<<5a72208cc8a19150692efc9af6783465>>
 * @lightSyntaxTransform
 */

/* eslint-disable */

'use strict';

var node = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "day"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "asOf",
    "variableName": "day"
  },
  {
    "kind": "Literal",
    "name": "code",
    "value": "5PP"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "asOf",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "position",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "relayOneDayQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "PCT",
        "kind": "LinkedField",
        "name": "pct",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "relayOneDayQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "PCT",
        "kind": "LinkedField",
        "name": "pct",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "id",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "9db659e50d22626e6531c1e821c15c2f",
    "id": null,
    "metadata": {},
    "name": "relayOneDayQuery",
    "operationKind": "query",
    "text": "query relayOneDayQuery(\n  $day: Date!\n) {\n  pct(code: \"5PP\", asOf: $day) {\n    asOf\n    position\n    id\n  }\n}\n"
  }
};
})();

node.hash = "46406241152943514b304838e57a9af2";

export default node;
