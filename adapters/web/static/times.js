// Times in the reader's own zone; the server writes them in UTC.
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

// The desk's clock is the server's: it may run ahead of this machine's in a demonstration.
let desk = new Date();
let heard = performance.now();

export function setNow(iso) {
  desk = new Date(iso);
  heard = performance.now();
}

export const now = () => new Date(desk.getTime() + performance.now() - heard);

export function localise(root) {
  const today = now().toDateString();
  for (const time of root.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    const sameDay = at.toDateString() === today;
    time.textContent = sameDay ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
    time.title = full.format(at);
  }
}
