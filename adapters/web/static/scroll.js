// Keeps the newest in view while the reader is at the bottom, and nothing moves once they scrolled up.
const box = document.getElementById("scroll");
const below = document.getElementById("below");
const NEAR = 48;
let pinned = null;
let wasAtBottom = true;

const bottom = () => box.scrollHeight - box.clientHeight;
const atBottom = () => bottom() - box.scrollTop < NEAR;

// After a paste the reader's own message stays in view while its card and claims come in under it.
export function pin(id) {
  pinned = id;
  toBottom();
}

export function toBottom() {
  box.scrollTop = bottom();
}

export function around(change) {
  const following = atBottom();
  const height = box.scrollHeight;
  const grown = change();
  const own = pinned && document.getElementById(pinned);
  if (own) box.scrollTop = Math.min(bottom(), own.offsetTop - box.offsetTop - 10);
  else if (following) toBottom();
  if (atBottom()) below.hidden = true;
  else if (grown && box.scrollHeight > height) below.hidden = false;
}

export function goTo(target) {
  pinned = null;
  target.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  target.focus({ preventScroll: true });
  target.classList.remove("flash");
  requestAnimationFrame(() => target.classList.add("flash"));
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function watch() {
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    box.addEventListener(kind, () => (pinned = null), { passive: true });
  }
  box.addEventListener("scroll", () => {
    wasAtBottom = atBottom();
    if (wasAtBottom) below.hidden = true;
  }, { passive: true });
  below.addEventListener("click", () => {
    pinned = null;
    toBottom();
  });
  new ResizeObserver(() => {
    if (!pinned && below.hidden && wasAtBottom) toBottom();
    wasAtBottom = atBottom();
  }).observe(box);
  if (!document.getElementById(location.hash.slice(1))) toBottom();
}
