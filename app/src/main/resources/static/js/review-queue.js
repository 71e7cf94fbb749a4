// The queue by keyboard, and a running total of what is chosen. Every function is there without this file too.
import { keys } from './review-keys.js';

const rows = [...document.querySelectorAll('[data-row]')];
let current = -1;

function goTo(index) {
  if (!rows.length) return;
  rows[current]?.classList.remove('current');
  current = Math.max(0, Math.min(rows.length - 1, index));
  rows[current].classList.add('current');
  rows[current].querySelector('[data-open]').focus();
}

rows.forEach((row, index) => row.addEventListener('focusin', () => {
  rows[current]?.classList.remove('current');
  current = index;
  row.classList.add('current');
}));

const picks = Object.fromEntries([...document.querySelectorAll('[data-filter]')]
  .map(link => [link.dataset.filter, () => link.click()]));

keys({
  ...picks,
  j: () => goTo(current + 1),
  k: () => goTo(current - 1),
  o: () => rows[current]?.querySelector('[data-open]').click(),
  x: () => rows[current]?.querySelector('input[type=checkbox]')?.click(),
  n: () => document.querySelector('[data-next]')?.requestSubmit(),
});

const boxes = [...document.querySelectorAll('input[name=select]')];
const output = document.querySelector('[data-selected]');
const money = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR', minimumFractionDigits: 0 });

function total() {
  const chosen = boxes.filter(box => box.checked);
  const paise = chosen.reduce((sum, box) => sum + Math.round(Number(box.dataset.amount) * 100), 0);
  output.textContent = chosen.length
    ? output.dataset.words.replace('COUNT', chosen.length).replace('AMOUNT', money.format(paise / 100))
    : '';
}

if (output) {
  boxes.forEach(box => box.addEventListener('change', total));
  const all = document.querySelector('[data-select-all]');
  all.hidden = boxes.length < 2;
  all.addEventListener('click', () => {
    const every = boxes.every(box => box.checked);
    boxes.forEach(box => { box.checked = !every; });
    total();
  });
  total();
}
