"""A server of tools over streamable HTTP, on a port of 127.0.0.1 that the system picks.

Runs with the Python SDK of the protocol's authors, in its first version (the handshake, with a session) and in its
second (stateless as well). What it hears of cancellation goes to the file that is its argument.
"""

import asyncio
import sys

try:
    from mcp.server.mcpserver import MCPServer as Server
    from mcp_types import ToolAnnotations

    server = Server("adder")

    def run():
        server.run(transport="streamable-http", port=0)

except ImportError:
    from mcp.server.fastmcp import FastMCP as Server
    from mcp.types import ToolAnnotations

    server = Server("adder", port=0)

    def run():
        server.run(transport="streamable-http")


@server.tool(annotations=ToolAnnotations(readOnlyHint=True, openWorldHint=False))
def add(a: int, b: int) -> int:
    """Adds two numbers."""
    return a + b


@server.tool()
async def wait() -> str:
    """Does not come to an end."""
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        with open(sys.argv[1], "a") as file:
            file.write("cancelled\n")
        raise
    return "done"


@server.tool()
def fail() -> str:
    """Always fails."""
    raise ValueError("not today")


run()
