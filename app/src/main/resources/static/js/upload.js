// Sends files as soon as they are chosen, dropped or pasted: several at a time, in pieces, with the progress shown, and
// after a break from where it stopped. Without this module the page's form takes the chosen files along.

const PIECE = 512 * 1024;
const AT_ONCE = 2;
const LONGEST_PAUSE = 15_000;
const STORE = 'upload:';
const TUS = { 'Tus-Resumable': '1.0.0' };

const queue = [];
let running = 0;

const form = node => node.closest?.('[data-uploads]');
const token = f => f.closest('form').querySelector('input[name="_csrf"]').value;
const encode = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const keyOf = item => `${STORE}${item.base}:${item.type}:${item.file.name}:${item.file.size}:${item.file.lastModified}`;

// The answer that says that it will never work, however often it is tried.
class Refusal extends Error {}

function add(f, files) {
  const list = f.querySelector('[data-sending]');
  f.dataset.sentOne = 'yes';
  for (const file of files) {
    const line = f.querySelector('template').content.firstElementChild.cloneNode(true);
    line.querySelector('[data-name]').textContent = file.name;
    const bar = line.querySelector('progress');
    bar.setAttribute('aria-label', file.name);
    list.append(line);
    const type = f.querySelector('[name=type]')?.value ?? f.dataset.type;
    const item = { form: f, file, line, bar, base: f.dataset.uploads, type, purpose: f.dataset.purpose, aborted: false };
    line.querySelector('[data-stop]').addEventListener('click', () => stop(item));
    say(item, 'waiting');
    queue.push(item);
  }
  next();
}

function say(item, what, text) {
  item.line.dataset.state = what;
  item.line.querySelector('[data-say]').textContent = text ?? item.form.dataset[what] ?? '';
}

async function next() {
  while (running < AT_ONCE && queue.length) {
    const item = queue.shift();
    if (item.aborted) continue;
    running++;
    send(item).finally(() => {
      running--;
      next();
      if (!running && !queue.length) refresh();
    });
  }
}

async function send(item) {
  let pause = 1000;
  for (;;) {
    if (item.aborted) return;
    try {
      await go(item);
      remember(item, null);
      say(item, 'done');
      item.line.querySelector('[data-stop]').remove();
      return;
    } catch (problem) {
      if (item.aborted) return;
      if (problem instanceof Refusal) {
        remember(item, null);
        item.line.classList.add('refused');
        item.line.querySelector('[data-stop]').remove();
        item.bar.hidden = true;
        say(item, 'refused', problem.message || item.form.dataset.failed);
        return;
      }
      say(item, 'paused');
      await wait(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }
}

// A while, or until there is a connection again.
function wait(pause) {
  return new Promise(resolve => {
    const on = () => { clearTimeout(timer); removeEventListener('online', on); resolve(); };
    const timer = setTimeout(on, pause);
    addEventListener('online', on);
  });
}

async function go(item) {
  let offset = await begin(item);
  for (;;) {
    say(item, 'sending');
    const end = Math.min(item.file.size, offset + PIECE);
    if (end === item.file.size) item.bar.addEventListener('full', () => say(item, 'checking'), { once: true });
    offset = await piece(item, offset, end);
    if (offset >= item.file.size) return;
  }
}

// Begins the file, or learns how far it had come.
async function begin(item) {
  const known = item.address ?? recall(item);
  if (known) {
    const answer = await fetch(known, { headers: { Accept: 'application/json' } });
    if (answer.ok) {
      const { state, offset, problem } = await answer.json();
      if (state === 'REFUSED') throw new Refusal(problem);
      item.address = known;
      return offset;
    }
    if (answer.status >= 500) throw new Error(answer.status);
    item.address = null;
  }
  const metadata = { filename: item.file.name, type: item.type, purpose: item.purpose };
  const answer = await fetch(item.base, {
    method: 'POST',
    headers: {
      ...TUS,
      'X-CSRF-TOKEN': token(item.form),
      'Upload-Length': String(item.file.size),
      'Upload-Metadata': Object.entries(metadata).map(([name, value]) => `${name} ${encode(value)}`).join(','),
    },
  });
  if (answer.status !== 201) throw await refusal(answer);
  item.address = answer.headers.get('Location');
  remember(item, item.address);
  return 0;
}

async function refusal(answer) {
  if (answer.status >= 500 || answer.status === 429) return new Error(answer.status);
  const problem = await answer.json().catch(() => ({}));
  return problem.code === 'documents.busy' || problem.code === 'documents.uploadOffset'
    ? new Error(problem.code)
    : new Refusal(problem.detail);
}

function piece(item, from, to) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    item.request = request;
    request.upload.addEventListener('progress', sent => {
      item.bar.value = item.file.size ? (100 * (from + sent.loaded)) / item.file.size : 100;
    });
    request.upload.addEventListener('load', () => item.bar.dispatchEvent(new Event(to === item.file.size ? 'full' : 'piece')));
    request.addEventListener('load', async () => {
      if (request.status === 204) {
        resolve(Number(request.getResponseHeader('Upload-Offset')));
      } else {
        reject(await refusal(new Response(request.responseText, { status: request.status })));
      }
    });
    request.addEventListener('error', () => reject(new Error('broken')));
    request.addEventListener('abort', () => reject(new Error('stopped')));
    request.open('POST', item.address);
    Object.entries(TUS).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.setRequestHeader('X-CSRF-TOKEN', token(item.form));
    request.setRequestHeader('Upload-Offset', String(from));
    request.setRequestHeader('Content-Type', 'application/offset+octet-stream');
    request.send(item.file.slice(from, to));
  });
}

function stop(item) {
  item.aborted = true;
  item.request?.abort();
  item.line.remove();
  remember(item, null);
  if (item.address) {
    fetch(`${item.address}/remove`, { method: 'POST', headers: { ...TUS, 'X-CSRF-TOKEN': token(item.form) } }).catch(() => {});
  }
}

// A file that is chosen again after the page was left goes on where it was.
function remember(item, address) {
  try {
    if (address) localStorage.setItem(keyOf(item), address);
    else localStorage.removeItem(keyOf(item));
  } catch {
    // A full or closed store only means that it begins anew.
  }
}

function recall(item) {
  try {
    return localStorage.getItem(keyOf(item));
  } catch {
    return null;
  }
}

// What is there now is shown as the server has it; what was refused stays to be read.
async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const kept of document.querySelectorAll('[data-kept]')) {
    const fresh = page.querySelector(`[data-kept="${CSS.escape(kept.dataset.kept)}"]`);
    if (fresh) {
      kept.replaceWith(fresh);
      window.htmx?.process(fresh);
    }
  }
  document.querySelectorAll('[data-sending] [data-state=done]').forEach(line => line.remove());
}

document.addEventListener('change', event => {
  const f = form(event.target);
  if (!f || event.target.type !== 'file' || !event.target.files.length) return;
  add(f, [...event.target.files]);
  event.target.value = '';
});

// Files go without the button; pressing it all the same, after one was chosen, changes nothing.
document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-send]');
  if (button && form(button).dataset.sentOne) event.preventDefault();
});

document.addEventListener('dragover', event => {
  const place = event.target.closest?.('[data-drop]');
  document.querySelectorAll('[data-drop].over').forEach(one => one.classList.toggle('over', one === place));
  if (!place || !event.dataTransfer.types.includes('Files')) return;
  event.preventDefault();
  place.classList.add('over');
});
document.addEventListener('dragleave', event => {
  if (!event.relatedTarget) document.querySelectorAll('[data-drop].over').forEach(one => one.classList.remove('over'));
});
document.addEventListener('drop', event => {
  const place = event.target.closest?.('[data-drop]');
  document.querySelectorAll('[data-drop].over').forEach(one => one.classList.remove('over'));
  if (!place || !event.dataTransfer.files.length) return;
  event.preventDefault();
  add(place.querySelector('[data-uploads]'), [...event.dataTransfer.files]);
});
document.addEventListener('paste', event => {
  const files = [...event.clipboardData.files];
  if (!files.length || event.target.matches?.('input:not([type=file]), textarea')) return;
  const forms = [...document.querySelectorAll('[data-uploads]')];
  const here = document.activeElement?.closest('[data-drop]')?.querySelector('[data-uploads]');
  const place = here ?? forms.find(f => f.dataset.missing) ?? forms[0];
  if (!place) return;
  event.preventDefault();
  place.scrollIntoView({ block: 'nearest' });
  add(place, files);
});
window.addEventListener('beforeunload', event => {
  if (running) event.preventDefault();
});

// A file that is sent at once shows in the list; the browser's own name of the chosen file is for forms without script.
document.querySelectorAll('.camera').forEach(camera => {
  camera.querySelector('label').classList.add('btn');
  camera.querySelector('input').classList.add('visually-hidden');
});
document.querySelectorAll('[data-drop-hint]').forEach(hint => { hint.hidden = false; });
