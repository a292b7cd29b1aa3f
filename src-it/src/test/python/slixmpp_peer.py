"""A foreign XMPP client or component, driven over standard input and output.

One JSON object a line. A command carries "id" and "command"; its answer carries the same "id" and
"ok", with "error" saying why when "ok" is false. Lines with "event" come unasked:
  {"event": "iq", "handled": bool, "iq": {...}}   an IQ arrived that answers no "iq" command of ours
  {"event": "disconnected", "reason": "..."}      the stream ended
End of input ends the program. Diagnostics go to standard error.
"""

import asyncio
import json
import logging
import ssl
import sys
import threading
from pathlib import Path
from xml.etree import ElementTree

from slixmpp import ClientXMPP, ComponentXMPP, __version__
from slixmpp.exceptions import IqError, IqTimeout
from slixmpp.stanza import Iq
from slixmpp.xmlstream import tostring
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher.base import MatcherBase

STANZA_NAMESPACES = ("jabber:client", "jabber:component:accept")


class Refused(Exception):
    """A command that could not be carried out; its text goes back to the caller."""


class NoLookup:
    """Goes to the address that was given: the tests' servers are found by port, never by DNS."""

    async def get_dns_records(self, domain, port=None):
        return []


class Client(NoLookup, ClientXMPP):
    pass


class Component(NoLookup, ComponentXMPP):
    pass


class AnsweredHere(MatcherBase):
    """Matches the requests that a rule of the peer answers."""

    def __init__(self, peer):
        super().__init__(None)
        self.peer = peer

    def match(self, stanza):
        return isinstance(stanza, Iq) and self.peer.rule_for(stanza) is not None


def is_stanza_error(element):
    return any(element.tag == "{%s}error" % namespace for namespace in STANZA_NAMESPACES)


def payload_of(iq):
    for child in iq.xml:
        if not is_stanza_error(child):
            return child
    return None


def namespace_of(element):
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""


def describe(iq):
    """What a test may ask of an IQ, as plain strings."""
    payload = payload_of(iq)
    seen = {
        "type": iq["type"],
        "id": iq["id"],
        "from": str(iq["from"]),
        "to": str(iq["to"]),
        "xml": str(iq),
    }
    if payload is not None:
        seen["payload"] = tostring(payload)
        seen["namespace"] = namespace_of(payload)
    if iq["type"] == "error":
        seen["condition"] = iq["error"]["condition"]
        seen["errorType"] = iq["error"]["type"]
        seen["text"] = iq["error"]["text"]
    return seen


class Peer:
    def __init__(self, loop):
        self.loop = loop
        self.xmpp = None
        self.rules = {}
        self.waiting = set()

    # -- lines in and out

    def write(self, line):
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    async def obey(self, line):
        answer = {"id": line["id"]}
        try:
            command = getattr(self, "do_" + line["command"], None)
            if command is None:
                raise Refused("unknown command " + line["command"])
            answer.update(await command(line) or {})
            answer["ok"] = True
        except Exception as problem:  # whatever it is, the caller waits for a line about it
            answer["ok"] = False
            answer["error"] = str(problem) or type(problem).__name__
            if not isinstance(problem, Refused):
                logging.exception("command %s failed", line["command"])
        self.write(answer)

    # -- commands

    async def do_version(self, line):
        return {"slixmpp": __version__, "python": sys.version.split()[0]}

    async def do_connect(self, line):
        if self.xmpp is not None:
            raise Refused("connected already")
        component = line.get("component", False)
        if component:
            xmpp = Component(line["jid"], line["password"], line["host"], line["port"])
        else:
            xmpp = Client(line["jid"], line["password"], sasl_mech=line.get("mechanism"))
            xmpp.ssl_context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            xmpp.ca_certs = Path(line["caFile"])
        xmpp.register_handler(Callback("answered here", AnsweredHere(self), self.answer))
        xmpp.add_filter("in", self.record)
        ready = self.loop.create_future()

        def fail(reason):
            if not ready.done():
                ready.set_exception(Refused(reason))

        refusals = []
        xmpp.add_event_handler("failed_auth", lambda failure: refusals.append(failure["condition"]))
        xmpp.add_event_handler("failed_all_auth", lambda _: fail("authentication failed: " + ", ".join(refusals)))
        xmpp.add_event_handler("ssl_invalid_chain", lambda problem: fail("certificate refused: %s" % problem))
        xmpp.add_event_handler("connection_failed", lambda problem: fail("connection failed: %s" % problem))
        xmpp.add_event_handler("stream_error", lambda error: fail("stream error: %s" % error["condition"]))
        xmpp.add_event_handler("disconnected", lambda reason: fail("disconnected: %s" % reason))
        xmpp.add_event_handler("session_start", lambda _: ready.done() or ready.set_result(None))
        if component:
            xmpp.connect()
        else:
            xmpp.connect((line["host"], line["port"]), force_starttls=True)
        xmpp.default_domain = xmpp.boundjid.domain  # the certificate is checked against the XMPP domain
        try:
            await asyncio.wait_for(ready, line["timeout"])
        except asyncio.TimeoutError:
            self.give_up(xmpp)
            raise Refused("no session within %s s" % line["timeout"]) from None
        except Refused:
            self.give_up(xmpp)
            raise
        self.xmpp = xmpp
        xmpp.add_event_handler("disconnected", lambda reason: self.lost(xmpp, reason))
        if component:
            return {"jid": str(xmpp.boundjid)}
        mechanism = xmpp["feature_mechanisms"].mech.name
        return {"jid": str(xmpp.boundjid), "mechanism": mechanism, "tls": xmpp.socket.version()}

    async def do_iq(self, line):
        xmpp = self.connected()
        # Without an id of its own each would be "0", and only one could be under way.
        iq = xmpp.make_iq(id=xmpp.new_id(), ito=line["to"], ifrom=line.get("from"), itype=line["type"])
        if "payload" in line:
            iq.xml.append(ElementTree.fromstring(line["payload"]))
        self.waiting.add(iq["id"])
        try:
            return {"outcome": "result", "iq": describe(await iq.send(timeout=line["timeout"]))}
        except IqError as error:
            return {"outcome": "error", "iq": describe(error.iq)}
        except IqTimeout:
            return {"outcome": "timeout"}
        finally:
            self.waiting.discard(iq["id"])

    async def do_answer(self, line):
        for kind in line["types"]:
            self.rules[(kind, line["namespace"])] = line

    async def do_raw(self, line):
        self.connected().send_raw(line["xml"])

    async def do_disconnect(self, line):
        xmpp, self.xmpp = self.xmpp, None
        if xmpp is not None:
            xmpp.disconnect(wait=2.0)
            await xmpp.disconnected

    # -- what the stream brings

    def record(self, stanza):
        if isinstance(stanza, Iq):
            request = stanza["type"] in ("get", "set")
            if request or stanza["id"] not in self.waiting:
                handled = request and self.rule_for(stanza) is not None
                self.write({"event": "iq", "handled": handled, "iq": describe(stanza)})
        return stanza

    def rule_for(self, iq):
        payload = payload_of(iq)
        return None if payload is None else self.rules.get((iq["type"], namespace_of(payload)))

    def answer(self, iq):
        rule = self.rule_for(iq)
        if rule.get("silent"):
            return
        reply = iq.reply()
        if "error" in rule:
            reply["type"] = "error"
            reply["error"]["type"] = rule["error"]["type"]
            reply["error"]["condition"] = rule["error"]["condition"]
            if rule["error"].get("text"):
                reply["error"]["text"] = rule["error"]["text"]
        elif "payload" in rule:
            reply.xml.append(ElementTree.fromstring(rule["payload"]))
        reply.send()

    # -- the state of the stream

    def connected(self):
        if self.xmpp is None:
            raise Refused("not connected")
        return self.xmpp

    def lost(self, xmpp, reason):
        if self.xmpp is xmpp:
            self.xmpp = None
            self.write({"event": "disconnected", "reason": str(reason)})

    @staticmethod
    def give_up(xmpp):
        xmpp.cancel_connection_attempt()
        xmpp.abort()


async def main():
    loop = asyncio.get_running_loop()
    peer = Peer(loop)
    ended = asyncio.Event()
    running = set()

    def start(line):
        task = loop.create_task(peer.obey(line))
        running.add(task)
        task.add_done_callback(running.discard)

    def read():
        for text in sys.stdin:
            loop.call_soon_threadsafe(start, json.loads(text))
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=read, daemon=True).start()
    await ended.wait()
    await peer.do_disconnect({})


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    asyncio.run(main())
