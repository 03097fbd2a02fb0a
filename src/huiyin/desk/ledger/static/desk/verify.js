// Checks a receipt of the public record in the browser. Nothing is sent anywhere: no request leaves this page.
//
// The same steps as `huiyin ledger verify`: the signature of the log (Ed25519), the place of each entry in the tree
// (RFC 9162, section 2.1.3.2), and that what the receipt opens is what was committed to (HMAC-SHA256).

const utf8 = new TextEncoder();
const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const hex = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
const same = (one, other) => one.length === other.length && one.every((b, n) => b === other[n]);

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const digest = async (name, data) => new Uint8Array(await crypto.subtle.digest(name, data));
const sha256 = (data) => digest("SHA-256", data);

// ---- JSON in its one canonical spelling (RFC 8785)

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

// ---- Ed25519 (RFC 8032), for browsers whose own cryptography lacks it

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
const ROOT = 19681161376707505956807079304988542015446066515923890162744021073123829784752n;
const mod = (value, by = P) => ((value % by) + by) % by;

function power(base, exponent) {
  let [result, square, rest] = [1n, mod(base), exponent];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}

function little(bytes) {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * t2 * D);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(point, factor) {
  let [result, square, rest] = [[0n, 1n, 1n, 0n], point, factor];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = add(result, square);
    square = add(square, square);
  }
  return result;
}

function readPoint(bytes) {
  const whole = little(bytes);
  const y = whole & ((1n << 255n) - 1n);
  if (y >= P) return null;
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  const check = mod(v * x * x);
  if (check === mod(-u)) x = mod(x * ROOT);
  else if (check !== u) return null;
  if (x === 0n && whole >> 255n) return null;
  if ((x & 1n) !== whole >> 255n) x = mod(-x);
  return [x, y, 1n, mod(x * y)];
}

const BASE = readPoint(join(new Uint8Array([0x58]), new Uint8Array(31).fill(0x66)));
const equal = ([x1, y1, z1], [x2, y2, z2]) => mod(x1 * z2 - x2 * z1) === 0n && mod(y1 * z2 - y2 * z1) === 0n;

async function isSignature(signature, message, key) {
  const [a, r, s] = [readPoint(key), readPoint(signature.slice(0, 32)), little(signature.slice(32))];
  // A key of small order would make signatures that anybody can forge.
  if (!a || !r || s >= L || signature.length !== 64 || equal(times(a, 8n), [0n, 1n, 1n, 0n])) return false;
  const k = mod(little(await digest("SHA-512", join(signature.slice(0, 32), key, message))), L);
  return equal(times(BASE, s), add(r, times(a, k)));
}

// ---- notes, keys, the tree

function readKey(text, kind) {
  const [name, id, ...rest] = text.trim().split("+");
  const material = bytesOf(rest.join("+"));
  if (!name || material.length !== 33 || material[0] !== kind) throw new Error("key");
  return { name, id, public: material.slice(1) };
}

async function keyId(key, kind) {
  const whole = join(utf8.encode(`${key.name}\n`), new Uint8Array([kind]), key.public);
  return hex((await sha256(whole)).slice(0, 4));
}

function readNote(note) {
  const cut = note.lastIndexOf("\n\n");
  const lines = note.slice(cut + 2).split("\n").filter(Boolean);
  const signatures = lines.map((line) => {
    const [, name, value] = line.split(" ");
    return { name, value: bytesOf(value) };
  });
  return { text: note.slice(0, cut + 1), signatures };
}

function findSignature(note, key) {
  const mine = note.signatures.filter((one) => one.name === key.name && hex(one.value.slice(0, 4)) === key.id);
  return mine.length === 1 ? mine[0].value.slice(4) : null;
}

async function isIncluded(leaf, index, size, proof, root) {
  if (index >= size) return false;
  let [place, last, node] = [BigInt(index), BigInt(size) - 1n, leaf];
  for (const part of proof) {
    if (last === 0n) return false;
    if (place & 1n || place === last) {
      node = await sha256(join(new Uint8Array([1]), part, node));
      while (!(place & 1n) && place !== 0n) [place, last] = [place >> 1n, last >> 1n];
    } else {
      node = await sha256(join(new Uint8Array([1]), node, part));
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  return last === 0n && same(node, root);
}

async function isOpening(opening, commitments) {
  const key = await crypto.subtle.importKey("raw", bytesOf(opening.salt), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const message = join(utf8.encode(opening.name), new Uint8Array([0]), utf8.encode(opening.value));
  const made = new Uint8Array(await crypto.subtle.sign("HMAC", key, message));
  const said = commitments[opening.name];
  return typeof said === "string" && same(made, bytesOf(said));
}

class Refused extends Error {}

function refuse(code) {
  throw new Refused(code);
}

async function checkWitness(note, text) {
  const key = readKey(text, 0x04);
  if ((await keyId(key, 0x04)) !== key.id) refuse("Key");
  const value = findSignature(note, key);
  if (value === null) return null;
  const seconds = Number(value.slice(0, 8).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n));
  const message = utf8.encode(`cosignature/v1\ntime ${seconds}\n${note.text}`);
  if (!(await isSignature(value.slice(8), message, key.public))) refuse("Witness");
  return { name: key.name, seen: new Date(seconds * 1000).toISOString() };
}

/** What a receipt proves. Throws `Refused` with a code where it proves nothing. */
export async function checkReceipt(receipt, keyText) {
  if (receipt.format !== "huiyin-receipt/1" || !receipt.entries?.length) throw new Error("format");
  let key;
  try {
    key = readKey(keyText || receipt.log_key, 0x01);
  } catch {
    refuse("Key");
  }
  if ((await keyId(key, 0x01)) !== key.id) refuse("Key");
  const note = readNote(receipt.checkpoint);
  const signature = findSignature(note, key);
  if (signature === null || !(await isSignature(signature, utf8.encode(note.text), key.public))) refuse("Signature");
  const [origin, sizeText, rootText] = note.text.split("\n");
  const size = Number(sizeText);
  if (origin !== key.name || !Number.isSafeInteger(size)) refuse("Checkpoint");
  const root = bytesOf(rootText);
  const witnesses = [];
  for (const text of receipt.witness_keys) {
    const witness = await checkWitness(note, text);
    if (witness) witnesses.push(witness);
  }
  for (const entry of receipt.entries) {
    const leaf = await sha256(join(new Uint8Array([0]), utf8.encode(canonical(entry.leaf))));
    if (!(await isIncluded(leaf, entry.index, size, entry.proof.map(bytesOf), root))) refuse("Inclusion");
    for (const opening of entry.openings) {
      if (!(await isOpening(opening, entry.leaf.commitments))) refuse("Opening");
    }
  }
  return { size, root: rootText, witnesses, entries: receipt.entries };
}

// ---- the page

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

function say(place, words, kind) {
  const line = document.createElement("p");
  line.textContent = words;
  if (kind) line.className = kind;
  place.append(line);
}

// What an entry says, in words: names and codes by the labels of the page, parties by their names.
function tell(name, value, labels) {
  if (value === null || value === "" || value === false || name === "source") return [];
  if (name === "fields") return Object.entries(JSON.parse(value)).flatMap(([one, inner]) => tell(one, inner, labels));
  if (name === "parties") {
    return Object.entries(JSON.parse(value)).map(([role, party]) => [labels.names[role] ?? role, nameParty(party)]);
  }
  const word = labels.values[name]?.[value];
  const said = word ?? (Array.isArray(value) ? value.map((one) => labels.names[one] ?? one).join(", ") : spell(value));
  return said === "" ? [] : [[labels.names[name] ?? name, said]];
}

const nameParty = (party) => (document.documentElement.lang.startsWith("zh") ? party.zh || party.en : party.en || party.zh) || party.slug;

function spell(value) {
  if (value === true) return "✓";
  return typeof value === "object" ? (value.slug ?? canonical(value)) : String(value);
}

function list(pairs) {
  const made = document.createElement("dl");
  for (const [name, value] of pairs) {
    const term = document.createElement("dt");
    const said = document.createElement("dd");
    [term.textContent, said.textContent] = [name, value];
    made.append(term, said);
  }
  return made;
}

function link(number, labels) {
  const made = document.createElement("a");
  made.href = labels.exchange.replace("/0/", `/${Number(number)}/`);
  made.textContent = labels.open.replace("{number}", Number(number));
  return made;
}

async function show(place, file, key) {
  place.replaceChildren();
  const words = place.dataset;
  const labels = JSON.parse(words.labels);
  try {
    const found = await checkReceipt(JSON.parse(await file.text()), key);
    say(place, fill(words.holds, found), "note good");
    for (const entry of found.entries) {
      const kind = labels.acts[entry.leaf.kind] ?? entry.leaf.kind;
      say(place, fill(words.entry, { index: entry.index, kind, recorded: entry.leaf.recorded }));
      const opened = entry.openings.map((opening) => [opening.name, opening.value]);
      const shown = [...Object.entries(entry.leaf.fields), ...opened].flatMap(([name, value]) => tell(name, value, labels));
      // A party whose name is opened is called by it, not by its short name.
      place.append(list(new Map(shown)));
      if (entry.leaf.kind.startsWith("exchange")) place.append(link(entry.leaf.fields.number, labels));
    }
    for (const witness of found.witnesses) say(place, fill(words.witness, witness));
  } catch (error) {
    say(place, error instanceof Refused ? `${words.fails} ${words[`wrong${error.message}`]}` : words.unread, "note bad");
  }
}

const input = document.querySelector("#receipt");
if (input) {
  const look = () => input.files[0] && show(document.querySelector("#result"), input.files[0], document.querySelector("#key").value.trim());
  input.addEventListener("change", look);
  document.querySelector("#key").addEventListener("change", look);
}
