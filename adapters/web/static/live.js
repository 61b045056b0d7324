// The stream that says when something changed. A page nobody looks at lets go of it after a while.
import { refresh } from "./desk.js";

const QUIET = 20_000;
const sign = document.getElementById("connection");
let source = null;
let retry = 0;
let leaving = 0;

function state(words, away) {
  if (sign.textContent !== words) sign.textContent = words;
  sign.classList.toggle("away", away);
}

function open() {
  clearTimeout(retry);
  source?.close();
  source = new EventSource("/stream");
  source.addEventListener("open", () => {
    state("Live", false);
    refresh();
  });
  source.addEventListener("changed", refresh);
  source.addEventListener("error", () => {
    state("Reconnecting…", true);
    if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, 2_000);
  });
}

function close() {
  clearTimeout(retry);
  source?.close();
  source = null;
}

export function stayLive() {
  open();
  document.addEventListener("visibilitychange", () => {
    clearTimeout(leaving);
    if (document.hidden) leaving = setTimeout(close, QUIET);
    else if (source === null) open();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && open());
}
