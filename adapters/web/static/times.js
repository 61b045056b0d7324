// Times in the reader's own zone; the server writes them in UTC. Those of a due time it writes in words.
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
const LATER = 50;

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

// The desk's clock is the server's: it may run ahead of this machine's, and faster, in a demonstration.
export const speed = Number(document.body.dataset.speed) || 1;
let desk = new Date();
let heard = performance.now();
let today = "";
let turning = 0;

export function setNow(iso) {
  desk = new Date(iso);
  heard = performance.now();
}

export const now = () => new Date(desk.getTime() + (performance.now() - heard) * speed);

// Runs once that time of the desk has come; a later call takes the place of this one.
export function atTurn(iso, run) {
  clearTimeout(turning);
  const ahead = (new Date(iso) - now()) / speed;
  turning = setTimeout(run, Math.max(LATER, ahead + LATER));
}

// On a new day what was said before it needs its date.
export function newDay() {
  const before = today;
  today = now().toDateString();
  if (before && before !== today) localise(document);
}

export function localise(root) {
  const on = now().toDateString();
  for (const time of root.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    const words = at.toDateString() === on ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
    if (!time.dataset.told && time.textContent !== words) time.textContent = words;
    time.title = full.format(at);
  }
}
