"use strict";
{
  const form = document.forms[0], count = form.querySelector("output");
  const shut = form.querySelector(".filters"), filters = [...form.querySelectorAll("select")];
  const folded = [...document.querySelectorAll(".abstract")];
  const sections = document.querySelectorAll("section");
  const marks = globalThis.Highlight && new Highlight();
  const accents = /[\u0300-\u036f]/g;
  const fold = (text) => text.normalize("NFKD").replace(accents, "").normalize().toLowerCase();
  const unfold = (text, end) => { // where in the text a place in its folded form is: … is three dots there
    let at = 0, folded = 0;
    for (const c of text) {
      if (folded >= end) break;
      folded += c < "\x80" ? 1 : fold(c).length;
      at += c.length;
    }
    return at;
  };

  // The elements that tell a paper's day, categories, topics and kind, and its text once asked for.
  const papers = [...document.querySelectorAll("article")].map((element) => {
    const all = (name) => [...element.getElementsByClassName(name)];
    return { element, text: null, d: [], c: all("category"), t: all("topic"), k: all("kind") };
  });
  const known = new Map(papers.map((paper) => [paper.element, paper]));
  document.querySelectorAll("h2 > time").forEach((time) => {
    for (const element of time.closest("section").querySelectorAll("article"))
      known.get(element).d = [time];
  });
  const valueOf = (element) => element.dateTime || element.value || element.textContent;
  const textOf = (paper) => {
    const parts = () => paper.element.querySelectorAll("[itemprop]:not(a), .summary, .kind, bdi");
    paper.text ||= fold([...parts()].map((element) => element.textContent).join("\n"));
    return paper.text;
  };

  let wanted = [], opened = [], timer;
  const visible = new Set();

  // Marks what was searched for in a paper, and opens the abstract if nothing else has it.
  const mark = (element) => {
    const abstract = element.querySelector(".abstract");
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let outside = false, inside = false;
    while (marks && wanted.length > 0 && nodes.nextNode()) {
      const node = nodes.currentNode, text = fold(node.data), same = text.length === node.length;
      for (const word of wanted) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, same ? at : unfold(node.data, at));
          range.setEnd(node, same ? at + word.length : unfold(node.data, at + word.length));
          marks.add(range);
          if (abstract?.contains(node)) inside = true; else outside = true;
        }
      }
    }
    if (inside && !outside && !abstract.open) {
      abstract.open = true;
      opened.push(abstract);
    }
  };

  const show = () => {
    const set = filters.filter(({ value }) => value);
    let shown = 0;
    wanted = fold(form.q.value).split(/\s+/).filter(Boolean);
    for (const paper of papers) {
      const fits = set.every(({ name, value }) => paper[name].some((one) => valueOf(one) === value)) &&
        wanted.every((word) => textOf(paper).includes(word));
      if (paper.element.hidden === fits) paper.element.hidden = !fits;
      shown += fits;
    }
    for (const section of sections) section.hidden = !section.querySelector("article:not([hidden])");
    count.value = shown > 0 ? `${shown} / ${papers.length} ${count.dataset.papers}` : count.dataset.none;
    opened.forEach((abstract) => { abstract.open = false; });
    opened = [];
    marks?.clear();
    for (const element of visible) if (!element.hidden) mark(element);
  };

  // Keeps the search and the filters in the address, after "#".
  const fields = [form.q, ...filters];
  const save = () => {
    const state = new URLSearchParams(fields.map(({ name, value }) => [name, value]).filter((one) => one[1]));
    history.replaceState(null, "", state.size > 0 ? `#${state}` : location.pathname + location.search);
  };
  const restore = () => {
    const hash = location.hash.slice(1), state = new URLSearchParams(hash);
    const target = document.querySelector(":target");
    if (!hash.includes("=") && !target?.hidden) return;
    for (const field of fields) field.value = state.get(field.name) ?? "";
    if (filters.some(({ value }) => value)) shut.open = true;
    show();
    target?.scrollIntoView();
  };

  const move = (step) => {
    const shown = papers.map(({ element }) => element).filter((element) => !element.hidden);
    const at = shown.indexOf(document.activeElement.closest("article"));
    const next = shown[at < 0 ? Math.max(0, shown.findIndex((one) => visible.has(one))) : at + step];
    next?.querySelector(".headline a").focus({ preventScroll: true });
    next?.scrollIntoView();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
    if (event.key !== "/") return;
    event.preventDefault();
    form.q.select();
  });

  for (const filter of filters) {
    const all = new Map(papers.flatMap((paper) => paper[filter.name])
      .map((element) => [valueOf(element), element.textContent]));
    const options = filter.name === "c" ? [...all].sort() : [...all];
    filter.append(...options.map(([value, text]) => new Option(text, value)));
    filter.parentNode.hidden = all.size < 2;
  }
  form.open.parentNode.hidden = folded.length === 0;
  form.open.checked = folded.length > 0 && folded.every(({ open }) => open);
  form.open.addEventListener("change", () => {
    opened = [];
    for (const abstract of folded) abstract.open = form.open.checked;
  });
  form.addEventListener("input", () => {
    show();
    clearTimeout(timer);
    timer = setTimeout(save, 300); // browsers allow only so many changes a second
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", restore);
  const observer = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => {
    if (!isIntersecting) visible.delete(target);
    else if (!visible.has(target)) mark(visible.add(target) && target);
  }));
  papers.forEach(({ element }) => observer.observe(element));
  if (marks) CSS.highlights.set("hit", marks);
  const wide = matchMedia("(min-width: 60em)");
  wide.addEventListener("change", () => { shut.open = wide.matches; });
  shut.open = wide.matches;
  form.hidden = papers.length === 0;
  show();
  restore();
  const prepare = (from) => { // a few at a time, so that the first key need not wait for all
    papers.slice(from, from + 50).forEach(textOf);
    if (from < papers.length) setTimeout(prepare, 0, from + 50);
  };
  prepare(0);
}
