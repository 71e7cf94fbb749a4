// Single keys as shortcuts, which the reader can switch off (they must not get in the way of speech input).

const STORE = 'review-keys';

export function keys(actions) {
  const help = document.querySelector('[data-keys]');
  const toggle = document.querySelector('[data-keys-toggle]');
  if (!toggle) return; // shortcuts that cannot be switched off are none
  let on = localStorage.getItem(STORE) !== 'off';

  const show = () => { toggle.textContent = on ? toggle.dataset.off : toggle.dataset.on; };
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    on = !on;
    localStorage.setItem(STORE, on ? 'on' : 'off');
    show();
  });
  show();

  document.addEventListener('keydown', event => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches('input:not([type=checkbox]), textarea, select')) return;
    if (event.key === '?') {
      help.open = !help.open;
      if (help.open) help.querySelector('summary').focus();
    } else if (actions[event.key]) {
      event.preventDefault();
      actions[event.key]();
    }
  });
}
