// A child's page on the centre's tablet: it reads aloud when a child asks for it, and never by itself; and it takes
// a drawing. Without this script both are left out, and the page is whole.
(() => {
  'use strict';

  // Reading aloud, in the language of the page.
  const aloud = document.querySelector('[data-aloud]');
  const said = document.querySelector('[data-said]');
  if (aloud && said && 'speechSynthesis' in window) {
    aloud.hidden = false;
    const labels = () => [...document.querySelectorAll('.as-picture')].map((label) => label.textContent.trim());
    aloud.addEventListener('click', () => {
      speechSynthesis.cancel();
      const lines = [...said.querySelectorAll('h1, p')].map((line) => line.textContent.trim());
      const words = new SpeechSynthesisUtterance([...lines, ...labels()].join('. '));
      words.lang = said.lang;
      words.rate = 0.9;
      speechSynthesis.speak(words);
    });
    addEventListener('pagehide', () => speechSynthesis.cancel());
  }

  // What was chosen is not there again when somebody goes back.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });

  const place = document.querySelector('[data-draw]');
  if (!place) return;
  const paper = place.querySelector('canvas');
  const kept = place.querySelector('input[name="drawing"]');
  const pen = paper.getContext('2d');
  const colours = {
    black: '#222b2d', red: '#c7322c', orange: '#e07a1f', yellow: '#e6b81e',
    green: '#2f854a', blue: '#2466b8', purple: '#7b4aa6', brown: '#7a4b2a',
  };
  const WIDTH = 12;
  // As many as the centre's program keeps.
  const MOST_STROKES = 400;
  const MOST_POINTS = 12000;
  let strokes = [];
  let now = null;
  try {
    strokes = JSON.parse(kept.value || '{"strokes":[]}').strokes;
  } catch {
    strokes = [];
  }
  place.hidden = false;
  document.querySelector('[data-no-draw]').hidden = true;

  const draw = () => {
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, paper.width, paper.height);
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    for (const { crayon, width, points } of strokes) {
      pen.strokeStyle = colours[crayon];
      pen.lineWidth = width;
      pen.beginPath();
      pen.moveTo(points[0], points[1]);
      for (let at = 2; at < points.length; at += 2) pen.lineTo(points[at], points[at + 1]);
      if (points.length === 2) pen.lineTo(points[0] + 0.1, points[1]);
      pen.stroke();
    }
  };
  const keep = () => {
    kept.value = strokes.length ? JSON.stringify({ strokes }) : '';
    draw();
  };
  const crayon = () => place.querySelector('input[name="crayon"]:checked').value;
  const points = () => strokes.reduce((sum, stroke) => sum + stroke.points.length / 2, 0);
  const at = (event) => {
    const box = paper.getBoundingClientRect();
    const on = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
    return [
      on(((event.clientX - box.left) / box.width) * paper.width, paper.width),
      on(((event.clientY - box.top) / box.height) * paper.height, paper.height),
    ];
  };
  paper.addEventListener('pointerdown', (event) => {
    if (strokes.length >= MOST_STROKES || points() >= MOST_POINTS) return;
    event.preventDefault();
    paper.setPointerCapture(event.pointerId);
    now = { crayon: crayon(), width: WIDTH, points: at(event) };
    strokes.push(now);
    draw();
  });
  paper.addEventListener('pointermove', (event) => {
    if (!now || points() >= MOST_POINTS) return;
    const [x, y] = at(event);
    const [lastX, lastY] = now.points.slice(-2);
    // A finger trembles: steps smaller than this are no line.
    if (Math.hypot(x - lastX, y - lastY) < 4) return;
    now.points.push(x, y);
    draw();
  });
  for (const end of ['pointerup', 'pointercancel']) {
    paper.addEventListener(end, () => {
      now = null;
      keep();
    });
  }
  place.querySelector('[data-undo]').addEventListener('click', () => {
    strokes.pop();
    keep();
  });
  place.querySelector('[data-clear]').addEventListener('click', () => {
    strokes = [];
    keep();
  });
  // Which crayon is in the hand is nobody's business but the paper's.
  place.closest('form').addEventListener('submit', () => {
    for (const one of place.querySelectorAll('input[name="crayon"]')) one.disabled = true;
  });
  keep();
})();
