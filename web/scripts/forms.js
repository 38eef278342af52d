// Forms for parents and the public, kept small: the error summary takes the
// focus, a choice opens what belongs to it, a second click does not send twice.
(() => {
  'use strict';
  const summary = document.querySelector('.govuk-error-summary');
  if (summary) {
    summary.setAttribute('tabindex', '-1');
    summary.focus();
  }

  document.body.classList.add('govuk-frontend-supported');
  const choices = [...document.querySelectorAll('input[data-aria-controls]')];
  const settle = () => {
    for (const input of choices) {
      const panel = document.getElementById(input.dataset.ariaControls);
      if (!panel) continue;
      input.setAttribute('aria-controls', panel.id);
      input.setAttribute('aria-expanded', String(input.checked));
      panel.classList.toggle('govuk-radios__conditional--hidden', !input.checked);
    }
  };
  if (choices.length) {
    settle();
    document.addEventListener('change', settle);
  }

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 3000);
  });
})();
