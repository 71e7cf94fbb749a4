// Passkeys: the browser speaks to the device, the portal checks what it answers. Without support nothing is shown.

const able = window.isSecureContext && 'PublicKeyCredential' in window;

const encode = bytes =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const decode = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
const descriptors = list => (list ?? []).map(one => ({ ...one, id: decode(one.id) }));

async function send(address, body) {
  const headers = { ...JSON.parse(document.body.getAttribute('hx-headers')), 'Content-Type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body ?? {}) });
  const type = answer.headers.get('Content-Type') ?? '';
  if (answer.redirected || !type.includes('json')) throw new Error('unexpected answer');
  return { ok: answer.ok, content: await answer.json() };
}

async function started(address) {
  const { ok, content } = await send(address);
  if (!ok) throw new Error('no challenge');
  return { ...content, challenge: decode(content.challenge) };
}

async function use(address) {
  const options = await started(address + '/options');
  const given = await navigator.credentials.get({
    publicKey: { ...options, allowCredentials: descriptors(options.allowCredentials) },
  });
  return send(address, {
    id: given.id,
    rawId: encode(given.rawId),
    type: given.type,
    response: {
      authenticatorData: encode(given.response.authenticatorData),
      clientDataJSON: encode(given.response.clientDataJSON),
      signature: encode(given.response.signature),
      userHandle: given.response.userHandle ? encode(given.response.userHandle) : undefined,
    },
    clientExtensionResults: given.getClientExtensionResults(),
    authenticatorAttachment: given.authenticatorAttachment,
  });
}

async function make(address, label) {
  const options = await started(address + '/options');
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      user: { ...options.user, id: decode(options.user.id) },
      excludeCredentials: descriptors(options.excludeCredentials),
    },
  });
  return send(address, {
    label,
    credential: {
      id: made.id,
      rawId: encode(made.rawId),
      type: made.type,
      response: {
        attestationObject: encode(made.response.attestationObject),
        clientDataJSON: encode(made.response.clientDataJSON),
        transports: made.response.getTransports?.() ?? [],
      },
      clientExtensionResults: made.getClientExtensionResults(),
      authenticatorAttachment: made.authenticatorAttachment,
    },
  });
}

async function carryOut(place, ceremony) {
  const problem = place.querySelector('[role=alert]');
  problem.hidden = true;
  try {
    const { ok, content } = await ceremony();
    if (ok) {
      location.assign(content.next);
      return;
    }
    problem.textContent = content.problem ?? place.dataset.failed;
  } catch {
    problem.textContent = place.dataset.failed;
  }
  problem.hidden = false;
}

for (const place of document.querySelectorAll('[data-passkey]')) {
  place.hidden = !able;
  place.querySelector('button').addEventListener('click', () => carryOut(place, () => use(place.dataset.passkey)));
}

for (const form of document.querySelectorAll('[data-passkey-new]')) {
  document.querySelector('[data-passkey-unable]').hidden = able;
  form.addEventListener('submit', event => {
    event.preventDefault();
    carryOut(form, () => make(form.dataset.passkeyNew, form.elements.name.value));
  });
}
