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

// A deduction is saved as soon as both its amount and its reason are there.
document.addEventListener('change', event => {
  const form = event.target.closest('[data-deduction]');
  if (form && [...form.querySelectorAll('[aria-required]')].every(field => field.value.trim())) form.requestSubmit();
});

// The decision forms are drawn anew with each deduction: what was typed in them stays, and all learn the new version.
let typed = new Map();
const part = () => document.getElementById('reckoning');
const fields = () => [...part().querySelectorAll('form:not([data-deduction]) :is(textarea, select, input:not([type=hidden]))')];

document.addEventListener('htmx:beforeSwap', () => {
  if (part()) typed = new Map(fields().map(field => [field.id, field.value]));
});
document.addEventListener('htmx:afterSwap', () => {
  if (!part()) return;
  fields().forEach(field => { if (typed.get(field.id)) field.value = typed.get(field.id); });
  document.querySelectorAll('input[name=version]').forEach(field => { field.value = part().dataset.version; });
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
