"use strict";
{
  const form = document.forms[0], count = form.querySelector("output");
  const papers = [...document.querySelectorAll("article")];
  const text = (paper) => {
    const copy = paper.cloneNode(true);
    const labels = copy.querySelectorAll("summary, .label, .facts a + a");
    labels.forEach((label) => label.remove());
    return copy.textContent.toLowerCase();
  };
  const texts = papers.map(text);
  const others = [...document.querySelectorAll("details + details")];
  const filters = [...form.querySelectorAll("select")];
  const words = (paper, name) =>
    [...paper.getElementsByClassName(name)].map((element) => element.textContent);

  const show = () => {
    const wanted = form.words.value.normalize().toLowerCase().split(/\s+/);
    let shown = 0;
    papers.forEach((paper, i) => {
      paper.hidden = !wanted.every((word) => texts[i].includes(word)) ||
        filters.some(({ name, value }) => value && !words(paper, name).includes(value));
      shown += !paper.hidden;
    });
    count.value = `${shown} / ${papers.length} ${count.dataset.papers}`;
  };
  const fold = () => others.forEach((text) => { text.open = form.both.checked; });

  for (const filter of filters) {
    const all = [...new Set(papers.flatMap((paper) => words(paper, filter.name)))].sort();
    filter.append(...all.map((word) => new Option(word, word)));
    filter.parentNode.hidden = all.length === 0;
  }
  form.both.parentNode.hidden = others.length === 0;
  form.both.checked = matchMedia("(min-width: 60em)").matches;
  form.both.addEventListener("change", fold);
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = papers.length === 0;
  fold();
  show();
}
