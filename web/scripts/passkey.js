// A form with data-passkey is filled in by a passkey: what the device is asked for comes from our own
// server, and what it signed goes back with the form. Where the browser cannot, the form says so.
(() => {
  'use strict';
  const can = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON && navigator.credentials;
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const { passkey: wants, failed, lacking } = form.dataset;
    const said = form.querySelector('[data-passkey-said]');
    if (!can) {
      said.textContent = lacking;
      form.querySelector('button').disabled = true;
      continue;
    }
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      event.stopPropagation();
      said.textContent = '';
      try {
        const body = new URLSearchParams({ _csrf: form.elements._csrf.value, wants });
        const answer = await fetch('/passkeys/challenge', { method: 'POST', body, redirect: 'error' });
        if (!answer.ok) throw new Error(answer.statusText);
        const { publicKey } = await answer.json();
        const made = wants === 'make'
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
        form.elements.credential.value = JSON.stringify(made.toJSON());
        form.submit();
      } catch {
        said.textContent = failed;
      }
    });
  }
})();
