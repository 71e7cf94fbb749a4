// Warns before the session ends and lets the person stay. What is typed is not touched: the page stays as it is, and when
// the time is over it asks for itself again, so that signing in leads back to it and the kept draft.

const WARN_BEFORE = 120;
const dialog = document.querySelector('[data-session]');
const left = dialog?.querySelector('[data-left]');
let endsAt = 0;
let timer;

const secondsLeft = () => Math.round((endsAt - Date.now()) / 1000);

async function ask(method = 'GET', body = undefined) {
  const answer = await fetch('/account/session', {
    method,
    body,
    headers: {'X-Requested-With': 'XMLHttpRequest'},
    redirect: 'error',
    cache: 'no-store',
  });
  if (answer.status === 401 || answer.status === 403) return 0;
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).seconds;
}

function plan(seconds) {
  endsAt = Date.now() + seconds * 1000;
  clearTimeout(timer);
  if (seconds > WARN_BEFORE) {
    if (dialog.open) dialog.close();
    // not later than some minutes from now: another tab may have moved the end
    timer = setTimeout(look, Math.min((seconds - WARN_BEFORE) * 1000, 600_000));
  } else {
    warn();
  }
}

async function look() {
  try {
    plan(await ask());
  } catch {
    // no connection just now
    timer = setTimeout(look, 30_000);
  }
}

function warn() {
  if (secondsLeft() <= 0) {
    location.replace(location.href);
    return;
  }
  if (!dialog.open) dialog.showModal();
  show();
}

function show() {
  clearTimeout(timer);
  const seconds = secondsLeft();
  if (seconds <= 0) {
    look();
    return;
  }
  left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  // other tabs keep the session alive too
  timer = setTimeout(seconds % 15 === 0 ? look : show, 1000);
}

if (dialog) {
  dialog.querySelector('form').addEventListener('submit', async event => {
    event.preventDefault();
    event.stopPropagation();
    try {
      plan(await ask('POST', new URLSearchParams(new FormData(event.target))));
    } catch {
      look();
    }
  });
  dialog.addEventListener('cancel', event => event.preventDefault());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) look();
  });
  look();
}
