// An xmpp.js client logs in by SASL2, binds along with it (Bind 2) and gets a token (FAST); a second one logs in with that
// token and a wrong password.
//
// Arguments: host port jid password; NODE_EXTRA_CA_CERTS names the certificate.
// Prints one line for each thing that worked; the exit status is 0 if all did.

import { randomUUID } from "node:crypto";
import { client, jid, xml } from "@xmpp/client";

const WAIT = 20_000;
const userAgent = xml("user-agent", { id: randomUUID() });
let kept;

async function login(host, port, address, password) {
  const { local, domain } = jid(address);
  const xmpp = client({
    service: `xmpp://${host}:${port}`,
    domain,
    resource: "js",
    userAgent,
    credentials: async (authenticate, mechanisms, fast) => {
      const token = await fast?.fetch();
      await authenticate({ username: local, password, token }, mechanisms[0], userAgent);
    },
  });
  xmpp.reconnect.stop();
  xmpp.fast.saveToken = async (token) => {
    kept = token;
  };
  xmpp.fast.fetchToken = async () => kept;
  const sent = [];
  xmpp.on("error", (error) => fail(`${address}: ${error}`));
  xmpp.on("send", (element) => {
    if (element.attrs.mechanism) sent.push(`${element.name} ${element.attrs.mechanism}`);
    if (element.is("iq")) sent.push("iq");
  });
  const full = await xmpp.start();
  console.log(`login ${full} ${sent.join(", ")}`);
  await xmpp.iqCaller.get(xml("ping", { xmlns: "urn:xmpp:ping" }), domain, WAIT);
  await xmpp.stop();
}

function fail(why) {
  console.error(why);
  process.exit(1);
}

const [host, port, address, password] = process.argv.slice(2);
setTimeout(() => fail("too late"), 3 * WAIT).unref();
try {
  await login(host, port, address, password);
  console.log(`token ${kept.mechanism}`);
  await login(host, port, address, "wrong");
  console.log("closed");
  process.exit(0);
} catch (error) {
  fail(error);
}
