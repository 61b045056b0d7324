// Talks to the server. Every act has an id of its own, so that one sent twice counts once.
import { zone } from "./times.js";
import { me } from "./who.js";

export const newAct = () => crypto.randomUUID();

const AWAY = "The desk does not answer, so nothing was sent. Try again in a moment.";
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export async function send(path, values, { act = newAct(), as = me() } = {}) {
  const body = JSON.stringify({ ...values, id: act, as, zone });
  const once = () => fetch(path, { method: "POST", body, headers: { "Content-Type": "application/json" } });
  try {
    const answer = await once().catch(() => pause(600).then(once));
    const said = await answer.json().catch(() => ({}));
    const { only_you: words = "", at, claim, undo, offer } = said;
    if (answer.ok) return { ok: true, words, at, claim, undo, offer, as };
    return { ok: false, words: said.error ?? "That did not work. Reload the page and try again.", as };
  } catch {
    return { ok: false, words: AWAY, as };
  }
}

export async function parts(limit, have) {
  const query = new URLSearchParams({ as: me(), zone, limit });
  const answer = await fetch(`/desk?${query}`, { headers: { "Claimdesk-Have": have.join(",") } });
  if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
  return answer.json();
}
