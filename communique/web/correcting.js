// The form of a correction: what was changed is marked, words are marked in the text, marked words become new items.
"use strict";
((page) => {
  const root = document.documentElement, all = (query, within = document) => [...within.querySelectorAll(query)];
  let picking = null; // the button for which words are being marked

  // The values of a field in the order in which the server wrote the machine's.
  function values(field) {
    const inputs = all("[name]", field).filter((node) => node.type !== "checkbox" || node.checked);
    return inputs.map((node) => node.value.trim().replace(/\s+/g, " ")).filter(Boolean).sort((a, b) => {
      const [x, y] = [[...a], [...b]].map((signs) => signs.map((sign) => sign.codePointAt(0)));
      for (let i = 0; i < Math.min(x.length, y.length); i++) if (x[i] !== y[i]) return x[i] - y[i];
      return x.length - y.length;
    });
  }

  function marked(field) {
    const list = field.querySelector(".pick");
    if (list) {
      const names = all("input:checked", list).map((box) => box.parentElement.textContent.trim());
      list.querySelector("summary > span:last-child").textContent = names.join(", ") || "nobody";
    }
    if (field.dataset.machine === undefined) return;
    const changed = JSON.stringify(values(field)) !== JSON.stringify(JSON.parse(field.dataset.machine));
    field.classList.toggle("changed", changed);
    field.querySelector(".was").hidden = !changed;
  }
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      const field = event.target.closest?.("form.correct .field");
      if (field) marked(field);
      if (field || event.target.closest?.("form.correct")) page.arrange();
    });
  }

  function pick(button) {
    stop();
    picking = button;
    button.setAttribute("aria-pressed", "true");
    root.classList.add("picking");
    page.say("Mark the words in the text; Esc leaves it");
    show(button);
  }

  function stop() {
    picking?.setAttribute("aria-pressed", "false");
    picking = null;
    root.classList.remove("picking");
    page.point();
  }

  // The words that a field has now.
  function show(button) {
    const at = place(button).value.split(" ").map((span) => span.split("-").map(Number)).find((span) => span.length === 2);
    if (at) page.point(at[0], at[1]);
  }
  const place = (button) => (button.closest(".words-of") ?? button.parentElement.querySelector("textarea")).parentElement.querySelector("input[type=hidden][name$='.at']");
  const row = (button) => button.closest(".words-of")?.querySelector("input") ?? button.parentElement.querySelector("textarea");

  function put(button, { start, end }) {
    const words = page.words(start, end), box = row(button), at = place(button), add = button.dataset.add && box.value.trim();
    box.value = add ? `${box.value.trim()}\n${words}` : words;
    at.value = add ? `${at.value} ${start}-${end}`.trim() : `${start}-${end}`;
    if (box.rows) box.rows = Math.min(4, box.value.split("\n").length);
    marked(box.closest(".field"));
    page.arrange();
    box.focus({ preventScroll: true });
  }

  function chosen() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    return range.commonAncestorContainer.parentElement?.closest("#article") ? page.offsets(range) : null;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".pick-words");
    if (button) { event.preventDefault(); if (picking === button) stop(); else pick(button); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector(".offer-new")?.remove();
    if (event.key !== "Escape" || !picking) return;
    const box = row(picking);
    event.stopImmediatePropagation();
    event.preventDefault();
    stop();
    box.focus();
  }, true);

  // Marked words go into the field that waits for them; else they are offered as a new item.
  document.addEventListener("pointerup", () => setTimeout(() => {
    const span = chosen();
    if (span && picking) { const button = picking; stop(); getSelection().removeAllRanges(); put(button, span); page.say("Words taken"); }
    else if (!picking) offer(span);
  }));
  document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") { const span = chosen(); if (span && !picking) offer(span); } });

  function offer(span) {
    document.querySelector(".offer-new")?.remove();
    if (!span || document.querySelector("form.correct")) return;
    const bar = document.createElement("div"), words = page.words(span.start, span.end), told = document.createElement("span");
    bar.className = "offer-new";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "The marked words");
    told.textContent = `“${words.length > 60 ? `${words.slice(0, 60)}…` : words}” is a new`;
    bar.append(told);
    for (const kind of ["statement", "event", "expectation", "position"]) {
      const link = new URL(document.getElementById("add-item").href);
      link.searchParams.set("new", kind);
      link.searchParams.set("t", `${span.start}-${span.end}`);
      link.searchParams.set("words", words.slice(0, 500));
      const button = document.createElement("button");
      button.type = "button";
      button.className = "act";
      button.textContent = kind;
      button.addEventListener("click", () => { bar.remove(); getSelection().removeAllRanges(); page.select(null, { address: false }); page.open(link, null); page.point(span.start, span.end); });
      bar.append(button);
    }
    const link = document.createElement("a");
    link.href = `#t=${span.start}-${span.end}`;
    link.textContent = "link";
    link.addEventListener("click", () => bar.remove());
    bar.append(link);
    document.body.append(bar);
  }

  // Forms that ask with GET open here too: the kind and the words of a new item.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.correct[method=get]")) return;
    event.preventDefault();
    const address = new URL(event.target.action);
    address.search = new URLSearchParams(new FormData(event.target));
    event.target.remove();
    page.open(address, null);
  });
  document.addEventListener("taken", () => { all("form.correct .field").forEach(marked); if (!document.querySelector("form.correct.new")) page.point(); });
  all("form.correct .field").forEach(marked);
})(window.communique);
