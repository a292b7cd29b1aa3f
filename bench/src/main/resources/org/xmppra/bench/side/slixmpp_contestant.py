"""slixmpp at the work of the benchmark: the same protocol on standard input and output as the contestants on the JVM."""
import asyncio
import json
import resource
import sys
import time
from xml.etree import ElementTree

import slixmpp

NAMESPACE = "urn:xmppra:bench"
PEER = "peer.bench.example"
settings = dict(argument.split("=", 1) for argument in sys.argv[2:])
VALUE = settings["value"]


class Contestant(slixmpp.ClientXMPP):
    def __init__(self):
        super().__init__("bench@bench.example", "benchmark")
        self.use_ipv6 = False
        self.count = 0
        self.times = []
        self.on = False
        self.add_event_handler("session_start", self.started)
        matcher = slixmpp.xmlstream.matcher.MatchXPath("{jabber:client}iq/{%s}value" % NAMESPACE)
        self.register_handler(slixmpp.xmlstream.handler.Callback("value", matcher, self.asked))

    def started(self, _event):
        say(ready=True, version=slixmpp.__version__)
        # A task that nobody refers to may be collected in the middle of its work.
        self.reading = asyncio.ensure_future(self.commands())

    def asked(self, iq):
        if iq["type"] != "get":
            return
        check(iq.xml.find("{%s}value" % NAMESPACE).text)
        answer = iq.reply()
        answer.append(ElementTree.Element("{%s}checked" % NAMESPACE))
        answer.send()
        self.count += 1

    async def ask(self):
        start = time.perf_counter_ns()
        iq = self.make_iq_get(ito=PEER)
        iq.append(ElementTree.Element("{%s}query" % NAMESPACE))
        answer = await iq.send(timeout=30)
        check(answer.xml.find("{%s}value" % NAMESPACE).text)
        self.times.append(time.perf_counter_ns() - start)
        self.count += 1

    async def keep_asking(self):
        while self.on:
            await self.ask()

    async def commands(self):
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while True:
            words = (await reader.readline()).decode().split()
            if not words or words[0] == "quit":
                sys.exit(0)
            await self.run(words[1], int(words[2]), int(words[3]), int(words[4]))

    async def run(self, workload, count, warm_up, millis):
        self.on = True
        tasks = [] if workload == "answer" else [asyncio.ensure_future(self.keep_asking()) for _ in range(count)]
        await asyncio.sleep(warm_up / 1000)
        say(measuring=True)
        self.times.clear()
        before, cpu, start = self.count, time.process_time_ns(), time.perf_counter_ns()
        await asyncio.sleep(millis / 1000)
        nanos = time.perf_counter_ns() - start
        cpu = time.process_time_ns() - cpu
        done = self.count - before
        self.on = False
        times = sorted(self.times)
        await asyncio.gather(*tasks)
        say(count=done, nanos=nanos, cpuNanos=cpu, allocated=-1, p50=share(times, 0.5), p99=share(times, 0.99),
            p999=share(times, 0.999), peakKiB=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def share(times, part):
    return times[min(len(times) - 1, int(len(times) * part))] / 1000 if times else 0


def check(value):
    if value != VALUE:
        raise ValueError("not the value that was sent")


def say(**fields):
    print(json.dumps(fields), flush=True)


client = Contestant()
client.plugin.enable("feature_mechanisms", {"unencrypted_scram": True, "unencrypted_plain": True})
client.connect(("127.0.0.1", int(settings["port"])), force_starttls=False, disable_starttls=True)
client.process(forever=True)
