// Small conveniences; every page works without them.

const summary = document.querySelector('[data-focus]');
if (summary) summary.focus();

// What was typed stays on a shared device only as long as somebody is signed in.
document.addEventListener('submit', event => {
  if (event.target.getAttribute('action') !== '/sign-out') return;
  for (const key of Object.keys(localStorage)) if (key.startsWith('draft:')) localStorage.removeItem(key);
});

// A second click while the first request is under way would be the same request again.
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  setTimeout(() => delete form.dataset.sent, 4000);
});
window.addEventListener('pageshow', () => {
  document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent);
});

document.addEventListener('change', event => {
  if (event.target.matches('[data-submit-on-change]')) event.target.form.requestSubmit();
});

document.addEventListener('click', event => {
  const button = event.target.closest('[data-print]');
  if (button) window.print();
});
