const EVERY_MILLIS = 2_000;
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** Keeps a list of served requests fresh, and rests while nobody looks. */
export function watchServed(list, empty, live) {
  let latest = -1;
  let timer;

  async function refresh() {
    clearTimeout(timer);
    if (document.hidden) {
      say("paused", "paused");
      return;
    }
    try {
      const answer = await (await fetch("api/served")).json();
      show(answer.served);
      say("live", "live");
    } catch {
      say("lost", "no answer, trying again");
    }
    clearTimeout(timer);
    timer = setTimeout(refresh, EVERY_MILLIS);
  }

  function say(state, text) {
    if (live.dataset.state !== state) {
      live.dataset.state = state;
      live.textContent = text;
    }
  }

  function show(requests) {
    const newest = requests.length === 0 ? 0 : requests[0].number;
    if (newest === latest) {
      return;
    }
    list.replaceChildren(...requests.map(request => item(request, latest >= 0 && request.number > latest)));
    empty.hidden = requests.length > 0;
    latest = newest;
  }

  document.addEventListener("visibilitychange", refresh);
  refresh();
  return { refresh };
}

function item(request, isNew) {
  const entry = document.createElement("li");
  entry.classList.toggle("new", isNew);
  const first = child(entry, "div", "first");
  child(first, "span", "bean", request.bean);
  child(first, "span", "type", request.type).dataset.type = request.type;
  const when = child(first, "time", "", clock.format(new Date(request.when)));
  when.dateTime = request.when;
  child(entry, "code", "", `<${request.element} xmlns='${request.namespace}'>`);
  child(entry, "span", "who", `asked by ${request.who}`);
  return entry;
}

function child(parent, tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  parent.append(made);
  return made;
}
