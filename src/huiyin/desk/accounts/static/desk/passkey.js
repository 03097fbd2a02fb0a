// Passkeys: ask the device for one, and send what it answers. A form says with data-passkey what is asked:
// "add" makes a new key, "use" shows one that is known, "enter" signs in with whichever the person chooses.

const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (keys) => (keys ?? []).map((key) => ({ ...key, id: toBytes(key.id) }));

async function make({ publicKey }, alone) {
  const found = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: alone ? "required" : "discouraged",
        requireResidentKey: alone,
        ...(alone ? { userVerification: "required" } : {}),
      },
    },
  });
  return told(found, { attestationObject: toText(found.response.attestationObject) });
}

async function show({ publicKey }) {
  const found = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      allowCredentials: known(publicKey.allowCredentials),
    },
  });
  const { authenticatorData, signature, userHandle } = found.response;
  return told(found, {
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    ...(userHandle ? { userHandle: toText(userHandle) } : {}),
  });
}

const told = (found, answer) => ({
  id: found.id,
  rawId: toText(found.rawId),
  type: found.type,
  authenticatorAttachment: found.authenticatorAttachment,
  clientExtensionResults: found.getClientExtensionResults(),
  response: { clientDataJSON: toText(found.response.clientDataJSON), ...answer },
});

async function ask(form) {
  if (form.dataset.passkey === "enter") {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
    return show((await answer.json()).request_options);
  }
  const options = JSON.parse(form.dataset.options);
  return form.dataset.passkey === "add"
    ? make(options.creation_options, form.elements.passwordless.checked)
    : show(options.request_options);
}

const REASONS = { InvalidStateError: "known", SecurityError: "place" };

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const go = form.querySelector("[data-passkey-go]");
  form.querySelector("[data-passkey-without]").hidden = true;
  go.hidden = false;
  go.addEventListener("click", async () => {
    for (const note of form.querySelectorAll("[data-passkey-wrong]")) note.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch (error) {
      form.querySelector(`[data-passkey-wrong="${REASONS[error.name] ?? "cancelled"}"]`).hidden = false;
      go.focus();
    }
  });
}
