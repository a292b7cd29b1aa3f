// Two xmpp.js clients log in with SCRAM under TLS (STARTTLS or a WebSocket's), ping the server and ask each other.
//
// Arguments: service (xmpp://… or wss://…) jid1 password1 jid2 password2; NODE_EXTRA_CA_CERTS names the certificate.
// Prints one line for each thing that worked; the exit status is 0 if all did.

import { client, jid, xml } from "@xmpp/client";

const NAMESPACE = "urn:example:clock";
const WAIT = 20_000;

async function login(service, address, password) {
  const { local, domain } = jid(address);
  const xmpp = client({ service, domain, username: local, password });
  xmpp.reconnect.stop();
  const used = {};
  xmpp.on("error", (error) => fail(`${address}: ${error}`));
  xmpp.on("send", (element) => {
    if (element.is("auth")) used.mechanism = element.attrs.mechanism;
  });
  xmpp.iqCallee.get(NAMESPACE, "time", () => xml("time", { xmlns: NAMESPACE }, "noon"));
  const full = await xmpp.start();
  console.log(`login ${full} ${used.mechanism} ${xmpp.isSecure() ? "TLS" : "clear"}`);
  return { xmpp, full };
}

async function ask(from, to) {
  const answer = await from.xmpp.iqCaller.get(xml("time", { xmlns: NAMESPACE }), to, WAIT);
  return answer.text();
}

function fail(why) {
  console.error(why);
  process.exit(1);
}

const [service, jid1, password1, jid2, password2] = process.argv.slice(2);
setTimeout(() => fail("too late"), 3 * WAIT).unref();
try {
  const one = await login(service, jid1, password1);
  const two = await login(service, jid2, password2);
  for (const { xmpp, full } of [one, two]) {
    await xmpp.iqCaller.get(xml("ping", { xmlns: "urn:xmpp:ping" }), full.domain, WAIT);
    console.log(`ping ${full.bare()}`);
  }
  console.log(`asked ${two.full.bare()} ${await ask(one, two.full.toString())}`);
  console.log(`asked ${one.full.bare()} ${await ask(two, one.full.toString())}`);
  try {
    await ask(one, `${two.full.bare()}/absent`);
  } catch (error) {
    console.log(`absent ${error.condition}`);
  }
  await one.xmpp.stop();
  await two.xmpp.stop();
  console.log("closed");
} catch (error) {
  fail(error);
}
