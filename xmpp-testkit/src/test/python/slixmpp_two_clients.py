"""Two slixmpp clients log in over STARTTLS with SCRAM, ping the server and ask each other.

Arguments: host port certificate.pem jid1 password1 jid2 password2
Prints one line for each thing that worked; the exit status is 0 if all did.
"""

import asyncio
import sys

import slixmpp
from slixmpp.xmlstream import ET
from slixmpp.xmlstream.handler import CoroutineCallback
from slixmpp.xmlstream.matcher import MatchXPath

NAMESPACE = "urn:example:clock"
WAIT = 20


class Client(slixmpp.ClientXMPP):
    def __init__(self, jid, password, certificate):
        super().__init__(jid, password)
        self.ca_certs = certificate
        self.register_plugin("xep_0199")
        self.ready = asyncio.get_event_loop().create_future()
        self.add_event_handler("session_start", lambda _: self.ready.set_result(True))
        self.add_event_handler("failed_all_auth", lambda _: self.fail("authentication"))
        self.add_event_handler("ssl_invalid_cert", lambda _: self.fail("certificate"))
        self.add_event_handler("connection_failed", lambda reason: self.fail(str(reason)))
        self.register_handler(
            CoroutineCallback(
                "clock",
                MatchXPath("{jabber:client}iq/{%s}time" % NAMESPACE),
                self.answer,
            )
        )

    def fail(self, why):
        if not self.ready.done():
            self.ready.set_exception(RuntimeError(why))

    async def answer(self, iq):
        reply = iq.reply()
        payload = ET.Element("{%s}time" % NAMESPACE)
        payload.text = "noon"
        reply.append(payload)
        reply.send()

    async def ask(self, peer):
        iq = self.make_iq_get(ito=peer)
        iq.append(ET.Element("{%s}time" % NAMESPACE))
        result = await iq.send(timeout=WAIT)
        return result.xml.find("{%s}time" % NAMESPACE).text


async def run(host, port, certificate, accounts):
    clients = [Client(jid, password, certificate) for jid, password in accounts]
    for client in clients:
        client.connect((host, int(port)))
        await asyncio.wait_for(client.ready, WAIT)
        mechanism = client.plugin["feature_mechanisms"].mech.name
        print("login", client.boundjid.full, mechanism, flush=True)
    for client in clients:
        await client["xep_0199"].send_ping(jid=client.boundjid.host, timeout=WAIT)
        print("ping", client.boundjid.bare, flush=True)
    one, two = clients
    print("asked", two.boundjid.bare, await one.ask(two.boundjid), flush=True)
    print("asked", one.boundjid.bare, await two.ask(one.boundjid), flush=True)
    try:
        await one.ask(slixmpp.JID(two.boundjid.bare + "/absent"))
    except slixmpp.exceptions.IqError as error:
        print("absent", error.iq["error"]["condition"], flush=True)
    for client in clients:
        await client.disconnect()


def main():
    host, port, certificate, *rest = sys.argv[1:]
    accounts = list(zip(rest[0::2], rest[1::2]))
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(asyncio.wait_for(run(host, port, certificate, accounts), 3 * WAIT))


if __name__ == "__main__":
    main()
