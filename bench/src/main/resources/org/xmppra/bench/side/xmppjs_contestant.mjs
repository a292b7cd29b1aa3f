// xmpp.js at the work of the benchmark: the same protocol on standard input and output as the contestants on the JVM.
import readline from "node:readline";
import { client, xml } from "@xmpp/client";

const NAMESPACE = "urn:xmppra:bench";
const PEER = "peer.bench.example";
const settings = Object.fromEntries(process.argv.slice(3).map((argument) => {
  const at = argument.indexOf("=");
  return [argument.slice(0, at), argument.slice(at + 1)];
}));

const xmpp = client({
  service: `xmpp://127.0.0.1:${settings.port}`,
  domain: "bench.example",
  username: "bench",
  password: "benchmark",
});
let on = false;
let count = 0;
let times = [];

function say(fields) {
  process.stdout.write(JSON.stringify(fields) + "\n");
}

function check(value) {
  if (value !== settings.value) {
    throw new Error("not the value that was sent");
  }
}

xmpp.iqCallee.get(NAMESPACE, "value", (context) => {
  check(context.element.getText());
  count++;
  return xml("checked", { xmlns: NAMESPACE });
});

async function ask() {
  const start = process.hrtime.bigint();
  const request = xml("iq", { type: "get", to: PEER }, xml("query", { xmlns: NAMESPACE }));
  const answer = await xmpp.iqCaller.request(request);
  check(answer.getChild("value", NAMESPACE).getText());
  times.push(Number(process.hrtime.bigint() - start));
  count++;
}

async function keepAsking() {
  while (on) {
    await ask();
  }
}

const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
const share = (sorted, part) =>
  sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] / 1000 : 0;

async function run(workload, inFlight, warmUp, millis) {
  on = true;
  const tasks = workload === "answer" ? [] : Array.from({ length: inFlight }, keepAsking);
  await sleep(warmUp);
  say({ measuring: true });
  times = [];
  const before = count;
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  await sleep(millis);
  const nanos = Number(process.hrtime.bigint() - start);
  const used = process.cpuUsage(cpu);
  const done = count - before;
  on = false;
  const sorted = times.slice().sort((a, b) => a - b);
  await Promise.all(tasks);
  say({
    count: done,
    nanos,
    cpuNanos: (used.user + used.system) * 1000,
    allocated: -1,
    p50: share(sorted, 0.5),
    p99: share(sorted, 0.99),
    p999: share(sorted, 0.999),
    peakKiB: process.resourceUsage().maxRSS,
  });
}

xmpp.on("error", (error) => console.error(error));
await xmpp.start();
say({ ready: true, version: "0.14.0" });
for await (const line of readline.createInterface({ input: process.stdin })) {
  const words = line.split(" ");
  if (words[0] === "quit") {
    break;
  }
  await run(words[1], Number(words[2]), Number(words[3]), Number(words[4]));
}
process.exit(0);
