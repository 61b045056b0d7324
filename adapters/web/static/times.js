// Times in the reader's own zone; the server writes them in UTC.
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

let today = new Date();

export function setNow(iso) {
  today = new Date(iso);
}

export function localise(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    const sameDay = at.toDateString() === today.toDateString();
    time.textContent = sameDay ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
    time.title = full.format(at);
  }
}
