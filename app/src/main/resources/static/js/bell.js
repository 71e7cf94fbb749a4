// Keeps the number at the bell true without a reload. It asks only while somebody is at the page: a page left open
// must not keep its session alive.

const EVERY = 30_000;
const ATTENDED_FOR = 10 * 60_000;

const bell = document.querySelector('[data-bell]');
let lastSign = Date.now();
let timer;

async function ask() {
  if (document.hidden || Date.now() - lastSign > ATTENDED_FOR) return;
  try {
    const answer = await fetch('/inbox/unread', {
      headers: {'X-Requested-With': 'XMLHttpRequest'},
      redirect: 'manual',
      cache: 'no-store',
    });
    if (!answer.ok) {
      // signed out meanwhile: the next page will say so
      clearInterval(timer);
      return;
    }
    const count = await answer.text();
    if (bell.textContent !== count) bell.textContent = count;
  } catch {
    // no connection just now; the next round asks again
  }
}

if (bell) {
  for (const sign of ['pointerdown', 'keydown', 'scroll']) {
    addEventListener(sign, () => { lastSign = Date.now(); }, {passive: true});
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      lastSign = Date.now();
      ask();
    }
  });
  timer = setInterval(ask, EVERY);
}
