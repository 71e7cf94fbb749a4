// Keeps what is typed into a form with data-draft on this device until the server has it, and sends it to the address
// in data-autosave now and then. Nothing is overwritten silently: text that comes back from the device comes back with
// the version it was typed on, so that the server can tell when somebody saved something else meanwhile.

const EVERY = 20_000;
const AFTER_A_CHANGE = 1_500;
const PREFIX = 'draft:';

const form = () => document.querySelector('form[data-draft]');
const keyOf = f => PREFIX + f.dataset.draft;
const own = name => name.startsWith('_') && name !== '_version' && !name.startsWith('_saved.');

function values(f) {
  const result = {};
  for (const [name, value] of new FormData(f)) if (!own(name) && typeof value === 'string') result[name] = value;
  return result;
}

function typed(f) {
  return Object.fromEntries(Object.entries(values(f)).filter(([name]) => !name.startsWith('_')));
}

function fill(f, kept) {
  for (const [name, value] of Object.entries(kept)) {
    for (const control of f.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (control.type === 'radio' || control.type === 'checkbox') control.checked = control.value === value;
      else control.value = value;
    }
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, entry) {
  try {
    localStorage.setItem(key, JSON.stringify(entry));
  } catch {
    // A full or closed store only means that this device keeps nothing.
  }
}

function say(f, what) {
  const status = f.querySelector('[data-status]');
  if (status && f.dataset[what]) status.textContent = f.dataset[what];
}

const same = (a, b) => Object.keys(a).every(name => a[name] === (b[name] ?? ''));

function open() {
  const f = form();
  // What was sent from another page of the form has arrived: the portal answered with this page.
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && read(key)?.sent && (!f || key !== keyOf(f))) localStorage.removeItem(key);
  }
  if (!f || f.dataset.returned) return;
  const kept = read(keyOf(f));
  if (!kept) return;
  const typedThen = Object.fromEntries(Object.entries(kept.values).filter(([name]) => !name.startsWith('_')));
  if (same(typedThen, typed(f))) {
    localStorage.removeItem(keyOf(f));
    return;
  }
  fill(f, kept.values);
  say(f, 'restored');
  if (f.dataset.autosave) later();
}

let dirty = false;
let timer = 0;
let sending = false;

function later() {
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(send, AFTER_A_CHANGE);
}

async function send(keepalive = false) {
  const f = form();
  if (!f || !f.dataset.autosave || !dirty || sending) return;
  sending = true;
  dirty = false;
  say(f, 'saving');
  try {
    const answer = await fetch(f.dataset.autosave, {
      method: 'POST',
      body: new URLSearchParams(new FormData(f)),
      keepalive,
      redirect: 'error',
    });
    if (answer.status === 409) {
      say(f, 'elsewhere');
    } else if (answer.ok) {
      received(f, await answer.json());
    } else {
      throw new Error(String(answer.status));
    }
  } catch {
    dirty = true;
    say(f, 'kept');
  } finally {
    sending = false;
  }
}

function received(f, { version, saved }) {
  f.querySelector('[name="_version"]').value = version;
  for (const [name, value] of Object.entries(saved)) {
    const before = f.querySelector(`[name="${CSS.escape('_saved.' + name)}"]`);
    if (before) before.value = value;
  }
  const now = typed(f);
  const waiting = Object.keys(now).some(name => {
    const before = f.querySelector(`[name="${CSS.escape('_saved.' + name)}"]`);
    return before && before.value !== now[name];
  });
  if (waiting) return;
  localStorage.removeItem(keyOf(f));
  say(f, 'saved');
}

function note(event) {
  const f = event.target.closest?.('form[data-draft]');
  if (!f) return;
  dirty = true;
  write(keyOf(f), { values: values(f), at: Date.now() });
  if (event.type === 'change') later();
}

document.addEventListener('input', note);
document.addEventListener('change', note);

document.addEventListener('submit', event => {
  const f = event.target;
  if (!f.dataset?.draft) return;
  clearTimeout(timer);
  dirty = false;
  const kept = read(keyOf(f));
  if (kept) write(keyOf(f), { ...kept, values: values(f), sent: true });
});

setInterval(send, EVERY);
window.addEventListener('online', () => later());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') send(true);
});

open();
