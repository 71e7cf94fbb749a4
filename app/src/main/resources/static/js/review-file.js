// Comforts of the review page: keys, deductions saved as they are typed, a divider that stays where it was put.
import { keys } from './review-keys.js';

keys({
  a: () => document.querySelector('[data-primary]')?.focus(),
  s: () => {
    const form = document.getElementById('send-back');
    if (!form) return;
    form.open = true;
    form.querySelector('select').focus();
  },
  d: () => document.querySelector('[data-pages]')?.focus(),
  n: () => document.querySelector('[data-next]')?.requestSubmit(),
});

// A deduction is saved as soon as both its amount and its reason are there, and again when it was changed after that.
const contents = form => JSON.stringify([...new FormData(form)].filter(([name]) => !name.startsWith('_') && name !== 'version'));
const asDrawn = field => field.tagName === 'SELECT'
  ? ([...field.options].find(option => option.defaultSelected) ?? field.options[0]).value
  : field.defaultValue;
const changed = form => [...form.querySelectorAll('select, input:not([type=hidden])')].some(field => field.value !== asDrawn(field));

function save(form) {
  const whole = [...form.querySelectorAll('[aria-required]')].every(field => field.value.trim());
  if (!whole || !changed(form) || form.dataset.asked === contents(form)) return;
  form.dataset.asked = contents(form);
  form.requestSubmit();
}
for (const moment of ['change', 'focusout']) {
  document.addEventListener(moment, event => {
    const form = event.target.closest('[data-deduction]');
    if (form) save(form);
  });
}

// The part is drawn anew with each deduction, also while somebody goes on typing: what was typed since it was sent
// stays where it is, what was open stays open, and all forms learn the new version.
const part = () => document.getElementById('reckoning');
const fields = () => [...part().querySelectorAll(':is(textarea, select, input:not([type=hidden]))')];
let sent = new Map();
let typed = new Map();
let open = [];
let caret = null;

document.addEventListener('htmx:beforeRequest', event => {
  const form = event.target.closest?.('[data-deduction]');
  if (form) sent = new Map([...form.querySelectorAll('select, input:not([type=hidden])')].map(field => [field.id, field.value]));
});
document.addEventListener('htmx:beforeSwap', () => {
  if (!part()) return;
  typed = new Map(fields()
    .filter(field => field.value !== (sent.get(field.id) ?? asDrawn(field)))
    .map(field => [field.id, field.value]));
  open = [...part().querySelectorAll('details[id][open]')].map(details => details.id);
  const active = document.activeElement;
  caret = part().contains(active) && active.selectionStart !== undefined ? [active.id, active.selectionStart] : null;
});
document.addEventListener('htmx:afterSwap', () => {
  if (!part()) return;
  sent = new Map();
  open.forEach(id => { const details = document.getElementById(id); if (details) details.open = true; });
  fields().forEach(field => { if (typed.has(field.id)) field.value = typed.get(field.id); });
  document.querySelectorAll('input[name=version]').forEach(field => { field.value = part().dataset.version; });
  const field = caret && document.getElementById(caret[0]);
  if (field && typeof field.selectionStart === 'number') {
    field.focus();
    field.setSelectionRange(caret[1], caret[1]);
  }
  // Typed to its end while the answer was on its way: no event will tell of it any more.
  part().querySelectorAll('[data-deduction]').forEach(form => {
    if (!form.contains(document.activeElement) && [...form.elements].some(one => typed.has(one.id))) save(form);
  });
});

const split = document.querySelector('[data-split]');
const divider = document.querySelector('[data-divider]');
const STORE = 'review-divider';

function place(percent) {
  const width = Math.max(30, Math.min(75, Math.round(percent)));
  split.style.setProperty('--form-width', width + '%');
  divider.setAttribute('aria-valuenow', width);
  localStorage.setItem(STORE, width);
}

divider.hidden = false;
place(Number(localStorage.getItem(STORE)) || 55);
divider.addEventListener('keydown', event => {
  const step = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
  if (step) {
    event.preventDefault();
    place(Number(divider.getAttribute('aria-valuenow')) + step);
  }
});
divider.addEventListener('pointerdown', event => {
  divider.setPointerCapture(event.pointerId);
  const move = at => {
    const box = split.getBoundingClientRect();
    place((at.clientX - box.left) / box.width * 100);
  };
  divider.addEventListener('pointermove', move);
  divider.addEventListener('pointerup', () => divider.removeEventListener('pointermove', move), { once: true });
});
