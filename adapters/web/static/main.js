// Puts the page's parts together: one listener a kind of event, each part by what it is called in the page.
import { send, newAct } from "./server.js";
import { settle } from "./who.js";
import { atTurn, localise, setNow } from "./times.js";
import { show, tell } from "./told.js";
import { refresh, widen } from "./desk.js";
import { goTo, pin, watch } from "./scroll.js";
import { openThread, react, say, undo } from "./acts.js";
import { rate, reopen, use } from "./asks.js";
import { recall, remove, stance, step, take } from "./deeds.js";
import { setDue } from "./dues.js";
import { leave, watchDialogs } from "./dialogs.js";
import { shut, toggle, watchMenus } from "./menu.js";
import { watchUndo } from "./undo.js";
import { keep } from "./drafts.js";
import { stayLive } from "./live.js";

const composer = document.getElementById("composer");
const sample = document.getElementById("sample");

const clicks = {
  vote: rate,
  react,
  take,
  use,
  step,
  stance,
  remove,
  recall,
  due: setDue,
  undo: ({ dataset }) => {
    leave({ keep: true });
    undo(dataset.claim, dataset.undo);
  },
  reopen: ({ dataset }) => reopen(dataset.claim),
  thread: openThread,
  menu: toggle,
  more: (button) => expand(button, (rest, open) => (rest.hidden = !open)),
  unfold: (button) =>
    expand(button, (text, open) => {
      text.classList.toggle("folded", !open);
      button.textContent = open ? "Show less" : "Show all";
    }),
};

function expand(button, apply) {
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(open));
  apply(document.getElementById(button.getAttribute("aria-controls")), open);
}

async function paste(event) {
  event.preventDefault();
  const sent = await say(composer, "/messages");
  if (sent?.ok) pasted(sent.act);
}

async function pasted(act) {
  pin(`line-web-${act}`);
  await refresh();
}

async function trySample() {
  const act = newAct();
  sample.disabled = true;
  const answer = await send("/sample", {}, { act });
  sample.disabled = false;
  tell(answer.words, { at: answer.at, wrong: !answer.ok, as: answer.as });
  if (answer.ok) await pasted(act);
}

async function reply(event) {
  const form = event.target.closest(".answer");
  if (!form) return;
  event.preventDefault();
  const sent = await say(form, form.getAttribute("action"));
  keep(form.querySelector("textarea"));
  if (sent?.ok) await refresh();
}

async function jump(event) {
  const link = event.target.closest("a.goto");
  if (!link) return;
  event.preventDefault();
  const find = () => document.getElementById(link.hash.slice(1));
  while (!find() && (await widen()));
  if (find()) goTo(find());
  else tell("That is older than this page goes back.");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-act]");
  if (button) clicks[button.dataset.act]?.(button);
  else jump(event);
});

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("#say, .answer textarea");
  if (!box || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  box.form.requestSubmit();
});

document.getElementById("log").addEventListener("input", (event) => {
  if (event.target.closest(".answer")) keep(event.target);
});
document.getElementById("log").addEventListener("submit", reply);
document.getElementById("earlier").addEventListener("click", widen);
composer.addEventListener("submit", paste);
sample.addEventListener("click", trySample);

setNow(document.body.dataset.now);
atTurn(document.body.dataset.turn, refresh);
localise(document);
watch();
watchMenus();
watchDialogs();
watchUndo();
const other = settle(() => {
  shut();
  leave();
  show();
  refresh();
});
if (other) refresh();
stayLive();
if (matchMedia("(min-width: 901px) and (pointer: fine)").matches && !location.hash) {
  composer.querySelector("textarea").focus({ preventScroll: true });
}
