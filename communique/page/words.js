// Where words stand: from offsets of the text (code points, as the record has them) to places on the page, and back.
"use strict";
((page) => {
  const blocks = () => [...document.querySelectorAll("main [data-start]")];
  const points = (words) => [...words].length;
  const inWord = (sign) => sign !== undefined && /[\p{L}\p{N}\p{M}]/u.test(sign);

  // The text nodes of a block with the offset at which each starts; numbers of cards and hidden words are no text.
  function* texts(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let at = Number(block.dataset.start);
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest(".note, .unseen")) continue;
      yield [walker.currentNode, at];
      at += points(walker.currentNode.data);
    }
  }

  // The range of text[start:end]; null where there are no such words.
  page.range = (start, end) => {
    const range = document.createRange();
    let found = false;
    for (const block of blocks()) {
      if (Number(block.dataset.end) <= start || Number(block.dataset.start) >= end) continue;
      for (const [node, at] of texts(block)) {
        const signs = [...node.data], unit = (offset) => signs.slice(0, offset - at).join("").length;
        if (!found && start < at + signs.length) { range.setStart(node, unit(Math.max(start, at))); found = true; }
        if (found && at < end) range.setEnd(node, unit(Math.min(end, at + signs.length)));
      }
    }
    return found ? range : null;
  };

  // The offsets of what is selected, spaces left out and halves of words made whole; null where it is no text of the article.
  page.offsets = (range) => {
    let start = null, end = null;
    const signs = new Map();
    for (const block of blocks()) {
      if (!range.intersectsNode(block)) continue;
      for (const [node, at] of texts(block)) {
        [...node.data].forEach((sign, i) => signs.set(at + i, sign));
        if (!range.intersectsNode(node)) continue;
        const first = node === range.startContainer ? points(node.data.slice(0, range.startOffset)) : 0;
        const last = points(node === range.endContainer ? node.data.slice(0, range.endOffset) : node.data);
        if (last > first) { start ??= at + first; end = at + last; }
      }
    }
    if (start === null) return null;
    const blank = (at) => !signs.get(at)?.trim();
    while (start < end && blank(start)) start++;
    while (end > start && blank(end - 1)) end--;
    if (start >= end) return null;
    while (inWord(signs.get(start)) && inWord(signs.get(start - 1))) start--;
    while (inWord(signs.get(end - 1)) && inWord(signs.get(end))) end++;
    return { start, end };
  };

  // The words between two offsets, on one line.
  page.words = (start, end) => {
    const found = [];
    for (const block of blocks()) {
      for (const [node, at] of texts(block)) found.push([...node.data].slice(Math.max(0, start - at), Math.max(0, end - at)).join(""));
      found.push(" ");
    }
    return found.join("").trim().replace(/\s+/g, " ");
  };

  // Marks words until the next call; without offsets none.
  page.point = (start, end) => {
    const range = start === undefined ? null : page.range(start, end);
    globalThis.CSS?.highlights?.delete("pointed");
    if (range && globalThis.Highlight) CSS.highlights.set("pointed", new Highlight(range));
    else if (range) { getSelection().removeAllRanges(); getSelection().addRange(range); }
    return range;
  };
})(window.communique ??= {});
