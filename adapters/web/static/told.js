// "Only you": what waits for this person's answer, what the desk told them alone, and the answers to what
// they did in this tab.
import { me } from "./who.js";
import { localise, now } from "./times.js";
import { retire, undoable, undoButton } from "./undo.js";

const SHOWN = 6;
const list = document.getElementById("told");
const none = document.getElementById("told-none");
const answers = new Map();
let heard = [...list.children].map(({ id, dataset, innerHTML }) => ({
  id, at: dataset.at, stays: Boolean(dataset.stays), html: innerHTML,
}));
let count = 0;

export function tell(words, { at = now().toISOString(), wrong = false, as = me(), claim, undo, offer } = {}) {
  if (!words) return;
  const own = answers.get(as) ?? [];
  count += 1;
  own.unshift({ id: `answer-${count}`, at, words, wrong, claim, undo, offer });
  answers.set(as, own.slice(0, SHOWN));
  show();
}

export function hear(told) {
  heard = told;
  show();
}

// The line of an act that was undone keeps its words and loses its button.
export function undone(act) {
  for (const own of answers.values()) for (const one of own) if (one.undo === act) one.undo = null;
  retire(act);
}

export function show() {
  const own = answers.get(me()) ?? [];
  const waiting = heard.filter(({ stays }) => stays);
  const newest = [...own, ...heard.filter(({ stays }) => !stays)]
    .sort((a, b) => new Date(b.at) - new Date(a.at))
    .slice(0, SHOWN);
  const all = [...waiting, ...newest];
  const ids = new Set(all.map(({ id }) => id));
  for (const item of [...list.children]) if (!ids.has(item.id)) item.remove();
  all.forEach((one, place) => {
    const item = document.getElementById(one.id) ?? made(one);
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
  });
  none.hidden = all.length > 0;
}

function made({ html, ...one }) {
  const item = document.createElement("li");
  item.id = one.id;
  if (html === undefined) answered(item, one);
  else item.innerHTML = html;
  item.classList.toggle("stays", Boolean(one.stays));
  localise(item);
  return item;
}

function answered(item, one) {
  const text = document.createElement("p");
  text.className = "told-words";
  text.textContent = one.words;
  const row = document.createElement("div");
  row.className = "told-row";
  if (one.undo && undoable(one.at)) row.append(undoButton(one));
  if (one.offer === "reopen") row.append(reopenButton(one));
  const time = document.createElement("time");
  time.dateTime = one.at;
  row.append(time);
  item.append(text, row);
  item.classList.toggle("error", one.wrong);
}

function reopenButton({ claim }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "small-button";
  button.textContent = "Reopen";
  Object.assign(button.dataset, { act: "reopen", claim });
  return button;
}
