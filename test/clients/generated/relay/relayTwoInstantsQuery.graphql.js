/**
 * @generated SignedSource<<5bfb1da1b57c16ffc2b24b02e2ff8f47>>
 * @lightSyntaxTransform
 */

/* eslint-disable */

'use strict';

var node = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "early"
  }
],
v1 = {
  "kind": "Literal",
  "name": "asOf",
  "value": "2011-04-01"
},
v2 = {
  "kind": "Literal",
  "name": "code",
  "value": "X003397"
},
v3 = [
  (v1/*:: as any*/),
  (v2/*:: as any*/),
  {
    "kind": "Variable",
    "name": "knownAt",
    "variableName": "early"
  }
],
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "knownAt",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "standing",
  "storageKey": null
},
v6 = [
  (v4/*:: as any*/),
  (v5/*:: as any*/)
],
v7 = [
  (v1/*:: as any*/),
  (v2/*:: as any*/)
],
v8 = [
  (v4/*:: as any*/),
  (v5/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "id",
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "relayTwoInstantsQuery",
    "selections": [
      {
        "alias": "early",
        "args": (v3/*:: as any*/),
        "concreteType": "Practice",
        "kind": "LinkedField",
        "name": "practice",
        "plural": false,
        "selections": (v6/*:: as any*/),
        "storageKey": null
      },
      {
        "alias": "now",
        "args": (v7/*:: as any*/),
        "concreteType": "Practice",
        "kind": "LinkedField",
        "name": "practice",
        "plural": false,
        "selections": (v6/*:: as any*/),
        "storageKey": "practice(asOf:\"2011-04-01\",code:\"X003397\")"
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "relayTwoInstantsQuery",
    "selections": [
      {
        "alias": "early",
        "args": (v3/*:: as any*/),
        "concreteType": "Practice",
        "kind": "LinkedField",
        "name": "practice",
        "plural": false,
        "selections": (v8/*:: as any*/),
        "storageKey": null
      },
      {
        "alias": "now",
        "args": (v7/*:: as any*/),
        "concreteType": "Practice",
        "kind": "LinkedField",
        "name": "practice",
        "plural": false,
        "selections": (v8/*:: as any*/),
        "storageKey": "practice(asOf:\"2011-04-01\",code:\"X003397\")"
      }
    ]
  },
  "params": {
    "cacheID": "472247f2531f0957bb8e1b4a10c2ac20",
    "id": null,
    "metadata": {},
    "name": "relayTwoInstantsQuery",
    "operationKind": "query",
    "text": "query relayTwoInstantsQuery(\n  $early: DateTime!\n) {\n  early: practice(code: \"X003397\", asOf: \"2011-04-01\", knownAt: $early) {\n    knownAt\n    standing\n    id\n  }\n  now: practice(code: \"X003397\", asOf: \"2011-04-01\") {\n    knownAt\n    standing\n    id\n  }\n}\n"
  }
};
})();

node.hash = "081796a595ff098f4b3157e04b1a834f";

export default node;
