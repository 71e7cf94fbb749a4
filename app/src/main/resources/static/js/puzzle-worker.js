// Counts up until SHA-256 of "puzzle:number" begins with enough zero bits. An own SHA-256, because crypto.subtle is
// asynchronous (many times slower for short texts) and closed to pages without TLS.

const K = new Uint32Array(64);
const START = new Uint32Array(8);

(function constants() {
  let found = 0;
  const fraction = x => ((x - Math.floor(x)) * 0x100000000) >>> 0;
  for (let candidate = 2; found < 64; candidate++) {
    let prime = true;
    for (let i = 2; i * i <= candidate; i++) if (candidate % i === 0) { prime = false; break; }
    if (!prime) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(candidate));
    K[found++] = fraction(Math.cbrt(candidate));
  }
})();

const w = new Uint32Array(64);
const state = new Uint32Array(8);

function block(bytes, offset) {
  for (let i = 0; i < 16; i++) {
    const at = offset + i * 4;
    w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (let i = 0; i < 64; i++) {
    const S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + S1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (S0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

// Whole blocks of the text that stays the same are hashed once.
const middle = new Uint32Array(8);
const rest = new Uint8Array(192);
let kept = 0;

function begin(prefix) {
  const bytes = Uint8Array.from(prefix, c => c.charCodeAt(0));
  state.set(START);
  kept = bytes.length - (bytes.length % 64);
  for (let offset = 0; offset < kept; offset += 64) block(bytes, offset);
  middle.set(state);
  rest.set(bytes.subarray(kept));
  return bytes.length - kept;
}

/** The first 32 bits of the hash of the prefix, of which so many bytes are in the rest, and a number. */
function head(inRest, number) {
  let length = inRest;
  for (const digit of number) rest[length++] = digit.charCodeAt(0);
  const bits = (kept + length) * 8;
  rest[length++] = 0x80;
  const end = Math.ceil((length + 8) / 64) * 64;
  rest.fill(0, length, end);
  for (let i = 1; i <= 4; i++) rest[end - i] = bits >>> (8 * (i - 1));
  state.set(middle);
  for (let offset = 0; offset < end; offset += 64) block(rest, offset);
  return state[0];
}

self.addEventListener('message', event => {
  const { puzzle, bits } = event.data;
  const inRest = begin(`${puzzle}:`);
  for (let number = 0; ; number++) {
    if (Math.clz32(head(inRest, String(number))) >= bits) {
      self.postMessage(String(number));
      return;
    }
  }
});
