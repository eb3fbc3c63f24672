"""A wire that can be cut: forwards one local port to another until it is told not to.

`python -m pos_app.cli.cuttable_wire PORT` prints the port it listens on, then obeys lines on its
standard input: `cut` closes every connection and refuses new ones, `mend` accepts them again; the
end of the input ends it. Stands between till and server in the guided tour, so that the network is
really gone. Knows nothing of what is sent.
"""

import asyncio
import contextlib
import sys

CHUNK = 64 * 1024


class Wire:
    """One listening port on this machine, and the connections that run through it."""

    def __init__(self, target_port: int) -> None:
        """Forward to `target_port` on this machine."""
        self._target_port = target_port
        self._port = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def mend(self) -> int:
        """Listen, on the same port as before, and return the port."""
        if self._server is None:
            self._server = await asyncio.start_server(self._carry, "127.0.0.1", self._port)
            self._port = self._server.sockets[0].getsockname()[1]
        return self._port

    async def cut(self) -> None:
        """Refuse new connections and break those that are open."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in list(self._open):
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there = await asyncio.open_connection("127.0.0.1", self._target_port)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, there[1]}
        try:
            await asyncio.gather(self._pump(reader, there[1]), self._pump(there[0], writer))
        finally:
            self._open -= {writer, there[1]}

    @staticmethod
    async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(CHUNK):
                writer.write(data)
                await writer.drain()
            writer.close()


async def obey(target_port: int) -> None:
    """Carry, and obey the lines of standard input until it ends."""
    wire = Wire(target_port)
    print(await wire.mend(), flush=True)
    orders = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    while order := (await orders.readline()).decode().strip():
        await (wire.cut() if order == "cut" else wire.mend())
        print(order, flush=True)
    await wire.cut()


if __name__ == "__main__":
    asyncio.run(obey(int(sys.argv[1])))
