// A choice with data-opens="id" shows the part with that id while it is chosen.
// Without this script the part is always there.
(() => {
  'use strict';
  const settle = () => {
    for (const input of document.querySelectorAll('input[data-opens]')) {
      const part = document.getElementById(input.dataset.opens);
      if (part) part.hidden = !input.checked;
    }
  };
  document.addEventListener('change', settle);
  document.addEventListener('htmx:after:swap', settle);
  settle();
})();
