// Solves the puzzle of a form in a worker while the person types. Nothing is shown to see or hear; without a script the
// form says how long to wait instead.

const place = document.querySelector('[data-puzzle]');

if (place) {
  const form = place.closest('form');
  const solution = place.querySelector('[name="_solution"]');
  const status = place.querySelector('[data-status]');
  let submitter = null;
  let waiting = false;

  status.textContent = place.dataset.working;
  const worker = new Worker(new URL('puzzle-worker.js', import.meta.url));

  const finish = text => {
    status.textContent = text;
    worker.terminate();
    form.removeEventListener('submit', hold);
    if (waiting) form.requestSubmit(submitter);
  };

  function hold(event) {
    event.preventDefault();
    event.stopPropagation();
    waiting = true;
    submitter = event.submitter;
  }

  form.addEventListener('submit', hold);
  worker.addEventListener('message', event => {
    solution.value = event.data;
    finish(place.dataset.done);
  });
  worker.addEventListener('error', () => finish(place.dataset.wait));
  worker.postMessage({ puzzle: place.dataset.puzzle, bits: Number(place.dataset.bits) });
}
