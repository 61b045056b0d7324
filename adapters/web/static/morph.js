// Makes an element like a fresh one while its nodes stay: focus, typed text and open parts survive.
// `data-keep` names attributes that the reader's own clicks change ("text": the words too);
// `data-live` marks nodes that only the page itself adds and removes.

export function morph(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  const keep = new Set((fresh.dataset.keep ?? "").split(" "));
  keep.add("open").add("data-busy");
  attributes(old, fresh, keep);
  if (old.nodeName !== "TEXTAREA" && !keep.has("text")) children(old, fresh);
}

function attributes(old, fresh, keep) {
  for (const { name } of [...old.attributes]) {
    if (!keep.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (!keep.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function children(old, fresh) {
  const have = keyed(old);
  const want = keyed(fresh);
  for (const [key, node] of have) {
    if (!want.has(key) && !node.dataset?.live) node.remove();
  }
  let at = old.firstChild;
  for (const [key, node] of want) {
    const found = have.get(key);
    while (at?.dataset?.live) at = at.nextSibling;
    if (found === undefined) {
      old.insertBefore(node, at);
    } else {
      morph(found, node);
      if (found === at) at = at.nextSibling;
      else old.insertBefore(found, at);
    }
  }
}

// Two nodes are the same one when their id is, else their tag, act and first class, counted from the front.
function keyed(parent) {
  const seen = new Map();
  const nodes = new Map();
  for (const node of parent.childNodes) {
    const kind = node.id ? `#${node.id}` : `${node.nodeName}.${node.classList?.[0]}.${node.dataset?.act}.${node.dataset?.rating}`;
    const number = seen.get(kind) ?? 0;
    seen.set(kind, number + 1);
    nodes.set(`${kind}/${number}`, node);
  }
  return nodes;
}
