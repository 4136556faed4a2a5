// Links the words of the text with their cards: hover, selection, keys, alignment. The page reads without it.
"use strict";
((page) => {
  const root = document.documentElement, all = (query, within = document) => [...within.querySelectorAll(query)];
  const place = document.getElementById("place"), head = document.querySelector("header");
  const wide = matchMedia("(min-width: 1100px)"), calm = matchMedia("(prefers-reduced-motion: reduce)");
  const GAP = 3, HALF_LINE = 10;
  let list = null, cards = [], selected = null, others = [], from = null, bounds = [];
  root.classList.add("js");

  const words = (card) => all(`[data-c~="${card.dataset.n}"]`);
  const notes = (card) => all(`.note[data-n="${card.dataset.n}"]`);
  const shown = () => (list ? [...list.children] : []).map((item) => item.firstElementChild).filter((card) => !card.hidden);
  const number = (card) => Number(card.dataset.n);
  const byId = (id) => cards.find((card) => card.dataset.ids.split(" ").includes(id));
  const ordered = () => document.getElementById("order-sure").checked;
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a frame without storage */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };

  // The first words of a card below the heading's key points, where there are some.
  const first = (card) => words(card).find((w) => !w.closest(".points, h1")) || words(card)[0];
  const middle = (node) => { const box = node.getClientRects()[0]; return box ? box.top + box.height / 2 : 0; };

  function measure() {
    if (!list) return;
    const top = list.getBoundingClientRect().top;
    let want = 0; // a rejected card has no words: it wants to be where the card before it is
    bounds = shown().map((card) => {
      const word = first(card);
      if (word) want = middle(word) - top - (card === selected ? HALF_LINE + 9 : HALF_LINE + 1);
      return { card, want, height: card.offsetHeight };
    });
  }

  // Each card at the height of its first words; the anchor gets it, the others give way and never overlap.
  function arrange() {
    const placed = wide.matches && !ordered() && list && cards.length > 0;
    list?.classList.toggle("placed", placed);
    if (!placed) {
      cards.forEach((card) => { card.style.top = ""; card.classList.remove("brief"); });
      if (list) list.style.minHeight = "";
      hook();
      return;
    }
    cards.forEach((card) => card.classList.remove("brief"));
    measure();
    let tops = settle();
    const at = bounds.findIndex((b) => b.card === selected);
    for (let i = 0; i < at && tops[at] > bounds[at].want + 3; i++) { // no room above: the first cards become one line
      bounds[i].card.classList.add("brief");
      bounds[i].height = bounds[i].card.offsetHeight;
      tops = settle();
    }
    bounds.forEach((b, i) => { b.card.style.top = `${tops[i]}px`; });
    const last = bounds.length - 1;
    list.style.minHeight = last < 0 ? "" : `${tops[last] + bounds[last].height + 20}px`;
    hook(at < 0 ? null : tops[at]);
  }

  function settle() {
    const tops = bounds.map((b) => b.want), line = head.getBoundingClientRect().bottom - list.getBoundingClientRect().top;
    let anchor = bounds.findIndex((b) => b.card === selected);
    if (anchor < 0) anchor = Math.max(0, bounds.findIndex((b) => b.want >= line));
    for (let i = anchor - 1; i >= 0; i--) tops[i] = Math.min(tops[i], tops[i + 1] - bounds[i].height - GAP);
    let floor = -10; // a selected card has a rim above its first line
    for (let i = 0; i < tops.length; i++) {
      tops[i] = Math.max(tops[i], floor);
      floor = tops[i] + bounds[i].height + GAP;
    }
    return tops;
  }

  // A thin line from the selected card to the line of its words.
  const NS = "http://www.w3.org/2000/svg", line = document.createElementNS(NS, "svg"), path = document.createElementNS(NS, "path");
  line.append(path);
  line.setAttribute("class", "hook");
  line.setAttribute("aria-hidden", "true");
  function hook(top = null) {
    const word = selected && first(selected);
    if (top === null || !word) { line.remove(); return; }
    const box = list.getBoundingClientRect(), frame = list.parentElement.getBoundingClientRect(), gutter = box.left - document.querySelector(".body").getBoundingClientRect().right;
    const shift = box.top - frame.top, start = middle(word) - frame.top, end = top + 19 + shift, left = Math.min(gutter - 6, 56);
    path.setAttribute("d", `M${-left} ${start - 5}v10m0-5h${left / 3}c${left / 3} 0 ${left / 6} ${end - start} ${left - left / 3} ${end - start}`);
    list.parentElement.append(line);
  }

  // Other cards that an address names are lifted with their words too.
  function select(card, { scroll = true, focus = false, address = true, others: more = [] } = {}) {
    for (const before of [selected, ...others]) {
      if (!before) continue;
      before.removeAttribute("aria-current");
      before.classList.remove("with");
      [...words(before), ...notes(before)].forEach((node) => node.classList.remove("on"));
      before.querySelector(".bar-of-sheet")?.remove();
    }
    selected = card;
    others = more;
    for (const other of others) {
      other.classList.add("with");
      [...words(other), ...notes(other)].forEach((node) => node.classList.add("on"));
    }
    if (card) {
      card.setAttribute("aria-current", "true");
      [...words(card), ...notes(card)].forEach((node) => node.classList.add("on"));
      const row = shown(), ids = card.dataset.ids.split(" ");
      place.textContent = `Item ${row.indexOf(card) + 1} of ${row.length} · ${ids.join(" ")}`;
      if (!wide.matches) sheet(card, row);
      if (address) keep(`#${ids[0]}`);
    } else {
      place.textContent = `${cards.length} item${cards.length === 1 ? "" : "s"}`;
      if (address) keep(location.pathname + location.search);
    }
    arrange();
    if (card && scroll) show(ordered() ? card : first(card));
    if (card && focus) card.focus({ preventScroll: true });
  }

  function keep(address) {
    try { history.replaceState(null, "", address); } catch { /* a frame without an address */ }
  }

  // Scrolls only if the words aren't in the part of the window that nothing covers.
  function show(node) {
    if (!node) return;
    const box = node.getBoundingClientRect(), low = wide.matches ? innerHeight - 60 : innerHeight * 0.5;
    const tall = wide.matches && selected ? Math.min(selected.offsetHeight, low - 120) : box.height;
    if (box.top > 70 && box.top + tall < low) return;
    scrollBy({ top: box.top - (wide.matches ? innerHeight * 0.28 : 120), behavior: calm.matches ? "auto" : "smooth" });
  }

  // On a narrow window the selected card is a sheet at the bottom, with steps to its neighbours.
  function sheet(card, row) {
    const bar = document.createElement("div"), at = row.indexOf(card), title = document.createElement("span");
    bar.className = "bar-of-sheet";
    title.textContent = `${at + 1} of ${row.length} · ${card.dataset.ids}`;
    bar.append(title);
    const signs = [["M2 9l5-5 5 5", "previous", () => step(-1)], ["M2 5l5 5 5-5", "next", () => step(1)], ["M2 2l10 10M12 2L2 12", "close", close]];
    for (const [sign, name, act] of signs) {
      const button = document.createElement("button"), picture = document.createElementNS(NS, "svg"), stroke = document.createElementNS(NS, "path");
      button.type = "button";
      picture.setAttribute("viewBox", "0 0 14 14");
      stroke.setAttribute("d", sign);
      picture.append(stroke);
      button.append(picture);
      button.setAttribute("aria-label", name);
      button.addEventListener("click", (event) => { event.stopPropagation(); act(); });
      bar.append(button);
    }
    card.prepend(bar);
  }

  function step(by) {
    const row = shown(), at = row.indexOf(selected);
    const seen = row.findIndex((card) => first(card)?.getBoundingClientRect().top > 60);
    const next = at >= 0 ? at + by : by > 0 ? Math.max(0, seen) : seen - 1;
    if (row[next]) select(row[next], { focus: true });
  }

  function close() {
    const back = from || (selected && notes(selected)[0]);
    select(null, { scroll: false });
    back?.focus({ preventScroll: true });
    from = null;
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || !(event.target instanceof Element) || root.classList.contains("picking")) return;
    const link = event.target.closest("a[href^='#']"), word = event.target.closest("[data-c]"), card = event.target.closest(".card");
    if (link) {
      const wanted = byId(decodeURIComponent(link.hash.slice(1)));
      if (!wanted) return;
      event.preventDefault();
      from = link.closest(".card") ? null : link;
      select(wanted, { focus: !link.closest(".card") });
      keep(link.hash);
    } else if (word && getSelection().isCollapsed) {
      const under = word.dataset.c.split(" ").map((n) => cards[n - 1]).filter((c) => !c.hidden);
      const next = under[(under.indexOf(selected) + 1) % under.length]; // a second click goes to the card around it
      from = null;
      if (next) select(next, { scroll: false });
    } else if (card && card !== selected && !event.target.closest("summary, button, a, input, label, select, textarea")) select(card);
    else if (!card && wide.matches && selected && event.target.closest("main") && getSelection().isCollapsed) select(null);
  });

  function near(event, on) {
    if (!(event.target instanceof Element)) return;
    const word = event.target.closest("[data-c]"), note = event.target.closest(".note");
    const under = word ? word.dataset.c.split(" ")[0] : note?.dataset.n;
    const card = under ? cards[under - 1] : event.target.closest(".card");
    if (!card) return;
    card.classList.toggle("near", on);
    words(card).forEach((w) => w.classList.toggle("near", on));
  }
  document.addEventListener("pointerover", (event) => near(event, true));
  document.addEventListener("pointerout", (event) => near(event, false));

  const help = document.getElementById("keys-shown"), keysOn = document.getElementById("keys-on");
  keysOn.checked = recall("keys") !== "off";
  keysOn.addEventListener("change", () => remember("keys", keysOn.checked ? "on" : "off"));
  document.getElementById("keys").addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest?.("textarea, select, input:not([type=checkbox], [type=radio])")) return;
    if (event.key === "Escape" && selected) { close(); return; }
    if (!keysOn.checked) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") help.showModal();
    else if (event.key === "c" && selected) copy();
    else if (event.key === "Enter" && selected === document.activeElement) selected.querySelector(".why")?.toggleAttribute("open");
  });

  function copy() {
    const address = location.href.split("#")[0] + `#${selected.dataset.ids.split(" ")[0]}`;
    const failed = () => { place.textContent = "Not copied: the link is in the address bar"; };
    if (!navigator.clipboard) failed();
    else navigator.clipboard.writeText(address).then(() => { place.textContent = "Link copied"; }, failed);
  }

  // Kinds and order
  function filter() {
    const off = all(".kinds input").filter((box) => !box.checked).map((box) => box.id.slice(5, -1));
    for (const card of cards) {
      card.hidden = card.dataset.kinds.split(" ").every((kind) => off.includes(kind));
      notes(card).forEach((note) => { note.style.visibility = card.hidden ? "hidden" : ""; });
    }
    if (selected?.hidden) select(null);
    else arrange();
  }
  function order() {
    const sure = (item) => Number(item.firstElementChild.dataset.sure || 2);
    const items = cards.map((card) => card.parentElement);
    list?.append(...(ordered() ? items.sort((a, b) => sure(a) - sure(b)) : items));
    arrange();
  }
  document.addEventListener("change", (event) => {
    if (event.target.closest(".kinds")) filter();
    else if (event.target.closest(".orders")) order();
  });

  const theme = recall("theme");
  if (theme) root.dataset.theme = theme;
  document.getElementById("theme").addEventListener("click", () => {
    const dark = (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    root.dataset.theme = dark ? "light" : "dark";
    remember("theme", root.dataset.theme);
  });

  // On paper all positions are shown.
  let folded = [];
  addEventListener("beforeprint", () => { folded = all(".standing details:not([open])"); folded.forEach((node) => { node.open = true; }); });
  addEventListener("afterprint", () => { folded.forEach((node) => { node.open = false; }); });

  let waiting = false;
  const soon = (act) => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; act(); }); } };
  addEventListener("scroll", () => soon(() => {
    root.classList.toggle("scrolled", document.querySelector("h1").getBoundingClientRect().bottom < 47);
    if (!selected) arrange();
  }), { passive: true });
  addEventListener("resize", () => soon(() => { if (selected) select(selected, { scroll: false, address: false }); else arrange(); }));
  document.addEventListener("toggle", () => soon(arrange), true);
  document.fonts?.ready.then(arrange);

  // The cards and switches as they are on the page now: a browser may have kept those of an earlier visit.
  function refresh() {
    list = document.querySelector(".cards");
    cards = list ? all(".card", list).sort((a, b) => number(a) - number(b)) : [];
    [selected, others] = [null, []];
    filter();
    order();
  }

  // What the other scripts of the page use.
  Object.assign(page, { select, byId, keep, refresh, arrange, step, close, shown, selected: () => selected, keysOn: () => keysOn.checked && !help.open });
  page.say = (words) => { place.textContent = words; };
  refresh();
})(window.communique);
