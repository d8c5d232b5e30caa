/**
 * @generated SignedSource<<86744b61103bdbf52338307a4d1485aa>>
 * @lightSyntaxTransform
 */

/* eslint-disable */

'use strict';

var node = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "id"
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "relayNameAgainQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          {
            "args": null,
            "kind": "FragmentSpread",
            "name": "relayName_organisation"
          }
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
    "name": "relayNameAgainQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "__typename",
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
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "7974247388a865bf4630bdf9a3fd9959",
    "id": null,
    "metadata": {},
    "name": "relayNameAgainQuery",
    "operationKind": "query",
    "text": "query relayNameAgainQuery(\n  $id: ID!\n) {\n  node(id: $id) {\n    __typename\n    ...relayName_organisation\n    id\n  }\n}\n\nfragment relayName_organisation on Organisation {\n  __isOrganisation: __typename\n  name\n  id\n}\n"
  }
};
})();

node.hash = "dd817bab6f4ecfbc23165374a1781bd1";

export default node;
