"""A slixmpp client whose connection breaks resumes its session and gets what was sent to it meanwhile.

Arguments: host port certificate.pem jid password peer-jid peer-password
Prints one line for each thing that worked; the exit status is 0 if all did.
"""

import asyncio
import sys

import slixmpp

WAIT = 20


class Client(slixmpp.ClientXMPP):
    def __init__(self, jid, password, certificate):
        super().__init__(jid, password)
        self.ca_certs = certificate
        self.register_plugin("xep_0198")
        self.ready = self.expect("session_start")
        self.enabled = self.expect("sm_enabled")
        self.bodies = asyncio.Queue()
        self.add_event_handler("message", lambda message: self.bodies.put_nowait(message["body"]))
        self.register_plugin("xep_0199")

    def expect(self, event):
        happened = asyncio.get_event_loop().create_future()
        self.add_event_handler(event, happened.set_result, disposable=True)
        return asyncio.wait_for(happened, WAIT)


async def run(host, port, certificate, jid, password, peer, peer_password):
    client = Client(jid, password, certificate)
    other = Client(peer, peer_password, certificate)
    for each in (client, other):
        each.connect((host, int(port)))
        await each.ready
        await each.enabled
    print("enabled", client["xep_0198"].sm_id is not None, flush=True)
    other.send_message(mto=client.boundjid, mbody="before")
    print("got", await asyncio.wait_for(client.bodies.get(), WAIT), flush=True)

    gone = client.expect("disconnected")
    client.transport.abort()
    await gone
    other.send_message(mto=client.boundjid, mbody="meanwhile")
    await other["xep_0199"].send_ping(jid=other.boundjid.host, timeout=WAIT)
    resumed = client.expect("session_resumed")
    client.connect((host, int(port)))
    await resumed
    print("resumed", client.boundjid.full, flush=True)
    print("got", await asyncio.wait_for(client.bodies.get(), WAIT), flush=True)
    await client["xep_0199"].send_ping(jid=client.boundjid.host, timeout=WAIT)
    print("ping", client.bodies.qsize(), flush=True)
    for each in (client, other):
        await each.disconnect()


def main():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(asyncio.wait_for(run(*sys.argv[1:]), 3 * WAIT))


if __name__ == "__main__":
    main()
