// Addresses: #S4, #S4+E13, #t=1045-1094 (words), ?show=events,expectations&order=unsure. They follow what is switched.
"use strict";
((page) => {
  const KINDS = ["statements", "events", "expectations", "positions"];
  const box = (kind) => document.getElementById(`show-${kind}`);
  const unsure = () => document.getElementById("order-sure");

  // What can't be shown is said in the foot bar, and where there is none, in a line of its own.
  function tell(words) {
    page.say(words);
    document.querySelector(".notice")?.remove();
    const line = document.createElement("p"), search = document.querySelector("form[role=search]");
    line.className = "notice";
    line.append(words);
    if (search) {
      const link = document.createElement("a");
      link.href = search.action;
      link.textContent = "search for its words";
      line.append(" · ", link);
    }
    document.querySelector("main").prepend(line);
  }

  function follow() {
    let asked = "";
    try { asked = decodeURIComponent(location.hash.replace(/^#\/?/, "")); } catch { /* no address of ours */ }
    document.querySelector(".notice")?.remove();
    const span = /^t=(\d+)-(\d+)$/.exec(asked);
    if (span) { point(Number(span[1]), Number(span[2])); return; }
    page.point();
    const ids = asked.split("+").filter((id) => /^[SEXP]\d+$/.test(id)), cards = ids.map(page.byId);
    const missing = ids.filter((id, i) => !cards[i]), [first, ...others] = cards.filter(Boolean);
    if (first) page.select(first, { address: false, others });
    if (missing.length) tell(`${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} not in this reading`);
  }

  function point(start, end) {
    const range = start < end ? page.point(start, end) : null;
    page.select(null, { address: false });
    if (!range) { tell(`There are no words ${start}-${end} in this text`); return; }
    page.say(`Words ${start}-${end}`);
    const top = range.getClientRects()[0]?.top ?? 0;
    if (top < 70 || top > innerHeight * 0.7) scrollBy({ top: top - innerHeight * 0.28 });
  }

  // The switches as an address has them; an address without any leaves them as they are.
  function read() {
    const asked = new URLSearchParams(location.search), show = asked.get("show")?.split(",");
    if (show) for (const kind of KINDS) if (box(kind)) box(kind).checked = show.includes(kind);
    if (asked.has("order")) document.getElementById(asked.get("order") === "unsure" ? "order-sure" : "order-text").checked = true;
  }

  function write() {
    const asked = new URLSearchParams(location.search), there = KINDS.filter(box), on = there.filter((kind) => box(kind).checked);
    asked.delete("show");
    asked.delete("order");
    const pairs = [...(on.length < there.length ? [`show=${on.join(",")}`] : []), ...(unsure().checked ? ["order=unsure"] : [])];
    const query = [...pairs, ...(asked.size ? [asked.toString()] : [])].join("&");
    page.keep(location.pathname + (query && `?${query}`) + location.hash);
  }

  document.addEventListener("change", (event) => { if (event.target.closest(".kinds, .orders")) write(); });
  addEventListener("hashchange", follow);
  read();
  page.refresh();
  if (location.hash) follow();
})(window.communique);
