// Staff pages: wakes the components, keeps them awake after a part of the page
// has been replaced, and folds long navigation on a phone. `govuk` and `moj`
// are put in front of this file by the build.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
const { Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios, SkipLink, Tabs } = govuk;
const { AddAnother, DatePicker, SortableTable } = moj;
const KINDS = [
  [Button, { preventDoubleClick: true }], [CharacterCount], [Checkboxes], [ErrorSummary], [FileUpload], [NotificationBanner],
  [PasswordInput], [Radios], [SkipLink], [Tabs], [AddAnother], [DatePicker], [SortableTable],
];

function wake(scope) {
  for (const [Kind, options] of KINDS) {
    govuk.createAll(Kind, options, { scope, onError: () => {} });
  }
  for (const part of scope.querySelectorAll('[data-fold]')) fold(part);
}

/** A part with data-fold="Words" gets a button that opens it; CSS shows the button on a phone only. */
function fold(part) {
  if (part.dataset.folded || !part.id) return;
  part.dataset.folded = 'yes';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'as-fold';
  button.textContent = part.dataset.fold;
  button.setAttribute('aria-controls', part.id);
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => {
    const open = button.getAttribute('aria-expanded') !== 'true';
    button.setAttribute('aria-expanded', String(open));
    part.dataset.open = open ? 'yes' : 'no';
  });
  part.before(button);
}

wake(document);
document.addEventListener('htmx:after:swap', (event) => {
  const target = event.detail && event.detail.ctx && event.detail.ctx.target;
  wake(target instanceof Element && target.isConnected ? target.parentElement || document : document);
});
