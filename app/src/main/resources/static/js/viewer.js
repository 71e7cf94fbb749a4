// The pages of a document: size, turning, keys, the text over the picture, and the places where something was read.
// Without this module the pages are a plain list of pictures.

const SVG = 'http://www.w3.org/2000/svg';
const SIZES = [1, 1.5, 2, 3, 4];
let wanted = null;
let fromKeys = false;

function open(viewer) {
  if (!viewer || viewer.dataset.open) return;
  viewer.dataset.open = 'yes';
  const scroll = viewer.querySelector('[data-pages]');
  const sheets = [...scroll.querySelectorAll('[data-page]')];
  const now = viewer.querySelector('[data-now]');
  let size = 0;
  let quarters = 0;
  let current = sheets[0];

  viewer.querySelectorAll('[data-tools]').forEach(part => { part.hidden = false; });

  function lay() {
    const middle = (scroll.scrollTop + scroll.clientHeight / 2) / Math.max(1, scroll.scrollHeight);
    for (const sheet of sheets) {
      const face = sheet.querySelector('.sheet-face');
      const img = face.querySelector('img');
      const ratio = img.naturalWidth ? img.naturalHeight / img.naturalWidth : (img.height || 1414) / (img.width || 1000);
      const lying = quarters % 2 === 1;
      sheet.style.width = `${SIZES[size] * 100}%`;
      img.sizes = `${Math.round(scroll.clientWidth * SIZES[size])}px`;
      if (quarters === 0) {
        face.removeAttribute('style');
        face.parentElement.style.removeProperty('--turned');
        sheet.classList.remove('turned');
        continue;
      }
      // A turned page lies in a box of its new shape; its own width is the height of that box where it lies on its side.
      sheet.classList.add('turned');
      sheet.style.setProperty('--turned', `${(lying ? 1 / ratio : ratio) * 100}%`);
      face.style.width = `${(lying ? 1 / ratio : 1) * 100}%`;
      face.style.transform = `translate(-50%, -50%) rotate(${quarters * 90}deg)`;
    }
    scroll.scrollTop = middle * scroll.scrollHeight - scroll.clientHeight / 2;
  }

  function to(sheet) {
    if (!sheet) return;
    scroll.scrollTop += sheet.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
  }

  const actions = {
    smaller: () => { size = Math.max(0, size - 1); lay(); },
    larger: () => { size = Math.min(SIZES.length - 1, size + 1); lay(); },
    turn: () => { quarters = (quarters + 1) % 4; lay(); },
    back: () => to(sheets[sheets.indexOf(current) - 1]),
    on: () => to(sheets[sheets.indexOf(current) + 1]),
    previous: () => document_('previous'),
    next: () => document_('next'),
  };

  function document_(which) {
    const link = viewer.querySelector(`[data-document="${which}"]`);
    if (link) { fromKeys = true; link.click(); }
  }

  const KEYS = { '+': 'larger', '=': 'larger', '-': 'smaller', r: 'turn', R: 'turn', ArrowLeft: 'back', ArrowRight: 'on', '[': 'previous', ']': 'next' };
  scroll.addEventListener('keydown', event => {
    const action = KEYS[event.key];
    const sideways = event.key.startsWith('Arrow') && size > 0;
    if (!action || sideways || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    actions[action]();
  });

  viewer.addEventListener('click', event => {
    const button = event.target.closest('[data-do]');
    if (button) actions[button.dataset.do]();
    const found = event.target.closest('a[data-mark]');
    if (found) {
      event.preventDefault();
      show(found.dataset.mark);
    }
  });

  function show(code) {
    const mark = scroll.querySelector(`rect[data-mark="${CSS.escape(code)}"]`);
    viewer.querySelectorAll('[data-mark]').forEach(one => one.classList.toggle('shown', one.dataset.mark === code));
    if (!mark) return;
    const box = mark.getBoundingClientRect();
    const place = scroll.getBoundingClientRect();
    scroll.scrollTop += box.top + box.height / 2 - place.top - place.height / 2;
    scroll.scrollLeft += box.left + box.width / 2 - place.left - place.width / 2;
  }

  const seen = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (entry.isIntersecting) words(viewer, entry.target);
    }
  }, { root: scroll, rootMargin: '200px' });
  sheets.forEach(sheet => {
    seen.observe(sheet);
    sheet.querySelector('img').addEventListener('load', () => { if (quarters) lay(); });
  });

  scroll.addEventListener('scroll', () => {
    const middle = scroll.getBoundingClientRect().top + scroll.clientHeight / 2;
    current = sheets.findLast(sheet => sheet.getBoundingClientRect().top <= middle) ?? sheets[0];
    if (now) now.textContent = now.dataset.text.replace('{n}', current.dataset.page);
  }, { passive: true });

  scroll.addEventListener('copy', event => copy(event, scroll));
  if (wanted) show(wanted);
  if (fromKeys) scroll.focus({ preventScroll: true });
  wanted = null;
  fromKeys = false;
}

// Each word lies unseen over its place on the picture, so that it can be selected, searched and read aloud.
async function words(viewer, sheet) {
  const layer = sheet.querySelector('[data-words]');
  if (!layer || layer.dataset.loaded) return;
  layer.dataset.loaded = 'yes';
  const answer = await fetch(`${viewer.dataset.viewer}/pages/${sheet.dataset.page}/words`);
  if (!answer.ok) return;
  const texts = document.createDocumentFragment();
  for (const word of await answer.json()) {
    const text = document.createElementNS(SVG, 'text');
    text.setAttribute('x', word.left);
    text.setAttribute('y', word.top + word.height * 0.8);
    text.setAttribute('font-size', word.height);
    text.setAttribute('textLength', word.width);
    text.setAttribute('lengthAdjust', 'spacingAndGlyphs');
    text.textContent = word.text;
    texts.append(text, ' ');
  }
  layer.append(texts);
}

// Words that are chosen go out with blanks and lines between them, as they stand on the page.
function copy(event, scroll) {
  const selection = getSelection();
  const chosen = [...scroll.querySelectorAll('[data-words] text')].filter(text => selection.containsNode(text, true));
  if (!chosen.length) return;
  let said = '';
  let last = null;
  for (const text of chosen) {
    const y = Number(text.getAttribute('y'));
    const line = last !== null && Math.abs(y - last) > Number(text.getAttribute('font-size')) * 0.7;
    said += (said ? (line ? '\n' : ' ') : '') + text.textContent;
    last = y;
  }
  event.clipboardData.setData('text/plain', said);
  event.preventDefault();
}

// A link elsewhere on the page that shows where something was read: the document may have to be loaded for it first.
document.addEventListener('click', event => {
  const link = event.target.closest('[data-show]');
  if (link) wanted = link.dataset.show;
});

const all = () => document.querySelectorAll('[data-viewer]').forEach(open);
document.addEventListener('htmx:afterSwap', all);
all();
