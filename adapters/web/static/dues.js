// When a story is due, and a while in which nothing is said of a claim.
import { act, deed, shown } from "./acts.js";
import { ask } from "./dialogs.js";
import { refresh } from "./desk.js";
import { now } from "./times.js";

export function setDue(button) {
  const { post, zone } = button.dataset;
  const story = button.closest(".story");
  ask({
    title: "Set due",
    about: story.getAttribute("aria-label"),
    note: `When it has to be settled, in the desk's time (${zone}). Write none to take it away.`,
    fields: [{ name: "words", label: "Due", kind: "line", hint: "18:00, tomorrow 9, friday 17:30, in 2h, 2026-11-30 18:00" }],
    save: async (values) => {
      const answer = await act(post, values);
      await refresh({ past: true });
      return answer;
    },
    back: () => document.querySelector(`#${CSS.escape(story.id)} [data-act="due"]`),
  });
}

export function snooze(id) {
  const claim = shown(id);
  const ahead = claim.dataset.due && new Date(claim.dataset.due) > now();
  ask({
    title: "Snooze",
    about: claim.getAttribute("aria-label"),
    note: "Nobody is reminded of it until then. Its due time stays as it is.",
    answers: [
      ["span", "1 h", "1 h"],
      ["span", "tomorrow", "Tomorrow"],
      ...(ahead ? [["span", "until due", "Until due"]] : []),
    ],
    save: (values) => deed(id, "snooze", values),
    back: () => shown(id)?.querySelector(".menu-button"),
  });
}
