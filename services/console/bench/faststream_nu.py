"""Le pair du banc : FastStream et la même insertion, sans inbox, sans ordre, sans transaction commune."""

from __future__ import annotations

import asyncio
import os
from uuid import UUID

import psycopg
from faststream import FastStream
from faststream.rabbit import Channel, RabbitBroker, RabbitQueue
from pydantic import BaseModel

CONNEXIONS, PRELECTURE = 8, 100

courtier = RabbitBroker(os.environ["LOGIS_AMQP_URL"])
application = FastStream(courtier)
libres: asyncio.Queue[psycopg.AsyncConnection] = asyncio.Queue()


class Chose(BaseModel):
    chose_id: UUID
    numero: int


@application.on_startup
async def ouvrir() -> None:
    for _ in range(CONNEXIONS):
        libres.put_nowait(await psycopg.AsyncConnection.connect(os.environ["BANC_BASE"], autocommit=True))


@courtier.subscriber(
    RabbitQueue(os.environ["BANC_FILE"], declare=False, durable=True), channel=Channel(prefetch_count=PRELECTURE)
)
async def noter(chose: Chose) -> None:
    connexion = await libres.get()
    try:
        await connexion.execute("INSERT INTO effet (chose_id, numero) VALUES (%s, %s)", (chose.chose_id, chose.numero))
    finally:
        libres.put_nowait(connexion)


if __name__ == "__main__":
    asyncio.run(application.run())
