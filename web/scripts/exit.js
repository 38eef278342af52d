// Exit this page (R28): a click, or Shift pressed three times, leaves at once.
// Without this script the link still works. It does not erase browser history.
(() => {
  'use strict';
  const link = document.querySelector('[data-exit]');
  if (!link) return;
  const status = document.querySelector('[data-exit-status]');
  let presses = 0;
  let alone = false;
  let timer;

  const say = (text) => {
    if (status) status.textContent = text || '';
  };
  const show = () => {
    link.classList.toggle('as-exit--1', presses === 1);
    link.classList.toggle('as-exit--2', presses === 2);
  };
  const reset = () => {
    clearTimeout(timer);
    presses = 0;
    show();
    say('');
  };
  const leave = () => {
    document.documentElement.classList.add('as-leaving');
    document.title = link.dataset.exitTitle || 'Loading';
    say(link.dataset.exitGoing);
    location.replace(link.href);
  };

  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  // Only Shift alone counts: Shift with a letter is somebody typing.
  document.addEventListener('keydown', (event) => {
    alone = event.key === 'Shift' && !event.repeat;
    if (event.key !== 'Shift') reset();
  });
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !alone) return;
    alone = false;
    presses += 1;
    clearTimeout(timer);
    if (presses === 3) {
      leave();
      return;
    }
    show();
    say(presses === 1 ? link.dataset.exitTwo : link.dataset.exitOne);
    timer = setTimeout(reset, 5000);
  });
  // A page brought back from memory after leaving stays blank until it is asked for again.
  addEventListener('pageshow', (event) => {
    if (event.persisted && document.documentElement.classList.contains('as-leaving')) location.reload();
  });
})();
