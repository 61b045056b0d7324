// Draws the desk anew after a change: of every item only what differs, in its place.
import { parts } from "./server.js";
import { me } from "./who.js";
import { morph } from "./morph.js";
import { atTurn, localise, newDay, setNow } from "./times.js";
import { hear } from "./told.js";
import { around } from "./scroll.js";
import { restore } from "./drafts.js";

const WINDOW = 30;
const WIDEST = 600;
const log = document.getElementById("log");
const earlier = document.getElementById("earlier");
let limit = WINDOW;
let running = null;
let again = false;
let outdated = false;
let drawn = document.body.dataset.me;

// After an act what is on its way already would show the desk as it was before: `past` throws it away.
export function refresh({ past = false } = {}) {
  again = true;
  outdated ||= past;
  running ??= loop().finally(() => (running = null));
  return running;
}

// Whose view the page shows; it lags behind the choice for as long as one answer takes.
export const drawnFor = () => drawn;

async function loop() {
  while (again) {
    again = outdated = false;
    const have = [...log.children].map((item) => item.dataset.rev).filter(Boolean);
    const fresh = await parts(limit, have).catch(() => null);
    if (fresh === null) return;
    if (outdated || fresh.person !== me()) again = true;
    else draw(fresh);
  }
}

export async function widen() {
  if (limit >= WIDEST) return false;
  limit = Math.min(WIDEST, limit * 2);
  await refresh();
  return true;
}

function draw({ person, items, only_you: told, earlier: more, clear, now, turn }) {
  const samePerson = person === drawn;
  drawn = person;
  setNow(now);
  newDay();
  atTurn(turn, refresh);
  around(() => {
    const last = log.lastElementChild?.id;
    const wanted = new Set(items.map(({ id }) => id));
    for (const item of [...log.children]) if (!wanted.has(item.id)) item.remove();
    items.forEach((item, place) => settle(item, place, samePerson));
    restore(log);
    return log.lastElementChild?.id !== last;
  });
  hear(told);
  earlier.hidden = !more;
  document.body.classList.toggle("clear", clear);
}

function settle({ id, rev, html }, place, samePerson) {
  const here = log.children[place];
  let item = document.getElementById(id);
  if (html !== null && item?.dataset.rev !== rev && !(samePerson && item?.dataset.busy)) {
    const fresh = parsed(html);
    if (item) morph(item, fresh);
    else item = fresh;
  }
  if (item === null) again = true;
  else if (item !== here) log.insertBefore(item, here ?? null);
}

function parsed(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  localise(holder.content);
  return holder.content.firstElementChild;
}
