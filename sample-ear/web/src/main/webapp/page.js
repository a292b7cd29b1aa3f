import { showXml } from "./xml.js";
import { watchServed } from "./served.js";

const EXAMPLES = {
  "entity-time": { type: "get", payload: "<time xmlns='urn:xmpp:time'/>" },
  "disco": { type: "get", payload: "<query xmlns='http://jabber.org/protocol/disco#info'/>" },
  "note-set": { type: "set", payload: "<note xmlns='urn:xmppra:sample:notes'>Milk &amp; bread</note>" },
  "notes-get": { type: "get", payload: "<notes xmlns='urn:xmppra:sample:notes'/>" },
  "custom": { type: "get", payload: "<query xmlns='custom-xep'/>" },
  "unknown": { type: "get", payload: "<query xmlns='urn:example:nobody-knows-this'/>" },
  "timeout": { type: "get", payload: "<alarm xmlns='urn:xmppra:sample:clock' seconds='5'/>", timeoutMillis: 1500 },
};
const FIELDS = ["to", "type", "payload", "timeoutMillis"];
const STATUS_EVERY_MILLIS = 10_000;

const at = id => document.getElementById(id);
const form = at("form");
let beans = "";

function fill(name) {
  const example = EXAMPLES[name];
  form.to.value = beans;
  form.type.value = example.type;
  form.payload.value = example.payload;
  form.timeoutMillis.value = example.timeoutMillis ?? 10_000;
  press(name);
  FIELDS.forEach(field => problem(field, ""));
}

function press(name) {
  document.querySelectorAll("[data-example]")
    .forEach(button => button.setAttribute("aria-pressed", String(button.dataset.example === name)));
}

function order() {
  const timeout = form.timeoutMillis.value.trim();
  return {
    to: form.to.value,
    type: form.type.value,
    payload: form.payload.value,
    ...(timeout === "" ? {} : { timeoutMillis: /^\d+$/.test(timeout) ? Number(timeout) : timeout }),
  };
}

function problem(field, message) {
  const shown = at(`${field}-problem`);
  shown.textContent = message;
  shown.hidden = message === "";
  const input = at(field);
  if (input) {
    input.setAttribute("aria-invalid", String(message !== ""));
  }
}

function show(outcome, duration, facts, payload) {
  const badge = at("outcome");
  badge.textContent = outcome;
  badge.dataset.outcome = outcome;
  badge.hidden = outcome === "";
  at("duration").textContent = duration;
  at("answer-empty").hidden = true;
  const list = at("answer-facts");
  list.replaceChildren(...facts.filter(([, value]) => value !== undefined).flatMap(([name, value]) => {
    const term = document.createElement("dt");
    const description = document.createElement("dd");
    term.textContent = name;
    description.textContent = value;
    return [term, description];
  }));
  list.hidden = list.childElementCount === 0;
  at("answer-xml").hidden = payload === undefined;
  showXml(at("answer-xml"), payload ?? "");
}

function showAnswer(answer) {
  const error = answer.error ?? {};
  show(answer.outcome, `${answer.millis} ms`, [
    ["condition", error.condition],
    ["type", error.type],
    ["text", error.text],
    ["what happened", answer.message],
    ["delivery", DELIVERY[answer.deliveryStatus] ?? answer.deliveryStatus],
    ["from", answer.from],
    ["id", answer.id],
    ["payload", answer.outcome === "result" && answer.payload === undefined ? "none: an empty result" : undefined],
  ], answer.payload ?? error.applicationCondition);
}

const DELIVERY = {
  NOT_SENT: "not sent: repeating it is safe",
  SENT_FATE_UNKNOWN: "sent, fate unknown",
  ACKNOWLEDGED_UNANSWERED: "acknowledged by the server, not answered",
};

function showRefusal(refusal) {
  show("refused", "", [["why", (refusal.problems ?? []).length > 0 ? "see the form" : refusal.message]]);
  (refusal.problems ?? []).filter(one => FIELDS.includes(one.member)).forEach(one => problem(one.member, one.message));
  document.querySelector("[aria-invalid='true']")?.focus();
}

async function send() {
  if (at("send").getAttribute("aria-busy") === "true") {
    return;
  }
  FIELDS.forEach(field => problem(field, ""));
  at("send").setAttribute("aria-busy", "true");
  at("outcome").hidden = true;
  at("duration").textContent = "waiting for the answer …";
  try {
    const response = await fetch("api/iq", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(order()),
    });
    const answer = await response.json();
    (response.ok ? showAnswer : showRefusal)(answer);
  } catch (failure) {
    show("connection", "", [["what happened", `This page's own server does not answer as it should: ${failure.message}`]]);
  } finally {
    at("send").setAttribute("aria-busy", "false");
    served.refresh();
  }
}

async function showStatus() {
  const pill = at("status");
  try {
    const status = await (await fetch("api/status")).json();
    pill.dataset.state = status.connected ? "up" : "down";
    pill.textContent = status.connected ? `connected; the beans answer at ${status.beans}` : status.message;
    if (status.connected && status.beans !== beans) {
      if (form.to.value === beans) {
        form.to.value = status.beans;
      }
      beans = status.beans;
      at("served-address").textContent = beans;
    }
  } catch {
    pill.dataset.state = "down";
    pill.textContent = "this page's own server does not answer";
  }
}

async function watchStatus() {
  if (!document.hidden) {
    await showStatus();
  }
  setTimeout(watchStatus, STATUS_EVERY_MILLIS);
}

document.querySelectorAll("[data-example]")
  .forEach(button => button.addEventListener("click", () => fill(button.dataset.example)));
form.addEventListener("submit", event => {
  event.preventDefault();
  send();
});
form.addEventListener("input", () => press(""));
form.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    send();
  }
});

const served = watchServed(at("served"), at("served-empty"), at("live"));
fill("entity-time");
watchStatus();
