"""The same with a client that ariadne-codegen made of schema.graphql and queries.graphql."""

import asyncio
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "generated"))
from made_client import Client  # noqa: E402


async def rows():
    async with Client(url=sys.argv[1]) as client:
        days = await client.two_days(before="2010-07-01", after="2011-04-01")
        again = await client.again(id=days.before.id)
        return [one.model_dump(mode="json", by_alias=True) for one in (days.before, days.after, again.node)]


print(json.dumps(asyncio.run(rows())))
