// "Only you": what the desk told this person alone, and the answers to what they did in this tab.
import { me } from "./who.js";
import { localise, now } from "./times.js";

const SHOWN = 6;
const list = document.getElementById("told");
const none = document.getElementById("told-none");
const answers = new Map();
let whispers = [...list.children].map(({ id, dataset, innerHTML }) => ({ id, at: dataset.at, html: innerHTML }));
let count = 0;

export function tell(words, { at = now().toISOString(), wrong = false, as = me() } = {}) {
  if (!words) return;
  const own = answers.get(as) ?? [];
  count += 1;
  own.unshift({ id: `answer-${count}`, at, words, wrong });
  answers.set(as, own.slice(0, SHOWN));
  show();
}

export function hear(told) {
  whispers = told;
  show();
}

export function show() {
  const own = answers.get(me()) ?? [];
  const all = [...own, ...whispers].sort((a, b) => new Date(b.at) - new Date(a.at)).slice(0, SHOWN);
  const ids = new Set(all.map(({ id }) => id));
  for (const item of [...list.children]) if (!ids.has(item.id)) item.remove();
  all.forEach((one, place) => {
    const item = document.getElementById(one.id) ?? made(one);
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
  });
  none.hidden = all.length > 0;
}

function made({ id, at, html, words, wrong }) {
  const item = document.createElement("li");
  item.id = id;
  if (html !== undefined) {
    item.innerHTML = html;
  } else {
    const text = document.createElement("p");
    text.className = "told-words";
    text.textContent = words;
    const time = document.createElement("time");
    time.dateTime = at;
    item.append(text, time);
    item.classList.toggle("error", wrong);
  }
  localise(item);
  return item;
}
