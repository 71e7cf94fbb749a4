// A page that answers a form is not kept by the browser, and its address alone does not bring it again. Whoever comes back
// to it, or loads it anew, gets the page of the form with what was typed, and not the browser's question whether to send
// it once more. What was typed stays in this tab, and only as long as somebody is signed in; secrets are not kept.

const PREFIX = 'typed:';
// whose page this is: what one person typed is not brought to another who signed in at the same device
const OWN = `${PREFIX}${document.body.dataset.person}:`;
const UNKEPT = ['hidden', 'password', 'file', 'submit', 'button', 'reset'];
const SECRET = ['off', 'one-time-code', 'new-password', 'current-password'];

// The version goes with the words: they must not be saved over what somebody else saved meanwhile.
const fields = form => [...form.elements].filter(field => field.name === 'version'
  || (field.name && !UNKEPT.includes(field.type) && !SECRET.includes(field.autocomplete)));
const ticked = field => field.type === 'checkbox' || field.type === 'radio';
const forms = () => [...document.querySelectorAll('main form[method="post"]:not([data-draft])')];

function forget(but = '-') {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX) && !key.startsWith(but)) sessionStorage.removeItem(key);
  }
}

function keep(key) {
  sessionStorage.setItem(key, JSON.stringify(forms().map(form => [
    form.getAttribute('action'),
    fields(form).map(field => [field.name, ticked(field) ? field.checked : field.value])
  ])));
}

function bringBack(kept) {
  for (const [action, values] of kept) {
    const form = forms().find(one => one.getAttribute('action') === action);
    const found = form ? fields(form) : [];
    // of another form than was typed into, nothing fits
    if (found.length !== values.length || found.some((field, i) => field.name !== values[i][0])) continue;
    found.forEach((field, i) => {
      if (ticked(field)) field.checked = values[i][1];
      else field.value = values[i][1];
    });
  }
}

const answersForm = document.body.dataset.posted && document.referrer.startsWith(`${location.origin}/`);
if (answersForm) history.replaceState(history.state, '', document.referrer);

if (document.querySelector('form[action="/sign-out"]')) {
  forget(OWN);
  const key = OWN + location.pathname + location.search;
  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  const cameBack = performance.getEntriesByType('navigation')[0]?.type !== 'navigate';
  if (kept && cameBack && !answersForm) bringBack(JSON.parse(kept));
  if ((answersForm && document.querySelector('.error-summary')) || (kept && cameBack)) {
    let sent = false;
    document.addEventListener('submit', event => {
      sent ||= !event.defaultPrevented;
    });
    window.addEventListener('pagehide', () => sent || keep(key));
  }
} else {
  forget();
}

document.addEventListener('submit', event => {
  if (event.target.getAttribute('action') === '/sign-out') forget();
});
