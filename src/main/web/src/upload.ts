import { Row } from './upload/row';
import { tagsProblem } from './upload/tags';
import { Watermark } from './upload/watermark';
import { counted, size } from './video/words';

/** Turns the plain form into a list of uploads that run side by side, each with its own progress. */
const AT_ONCE = 2;

const form = element<HTMLFormElement>('upload');
const picker = element<HTMLInputElement>('file');
const drop = element('drop');
const chosenList = element('chosen');
const titleField = element('title-field');
const submit = element<HTMLButtonElement>('submit');

const watermark = new Watermark(form);

let chosen: File[] = [];
const waiting: Row[] = [];
let running = 0;

picker.multiple = true;
picker.required = false;

picker.addEventListener('change', () => {
  add([...(picker.files ?? [])]);
  picker.value = '';
});

const tags = form.elements.namedItem('tags') as HTMLInputElement;
tags.addEventListener('input', () => tags.setCustomValidity(tagsProblem(tags.value) ?? ''));

for (const type of ['dragenter', 'dragover']) {
  document.addEventListener(type, (event) => {
    if ((event as DragEvent).dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      drop.classList.add('over');
    }
  });
}
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) {
    drop.classList.remove('over');
  }
});
document.addEventListener('drop', (event) => {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length > 0) {
    event.preventDefault();
    drop.classList.remove('over');
    add(files);
  }
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (chosen.length === 0) {
    picker.click();
    return;
  }
  start(chosen);
  form.reset();
  choose([]);
});

/** Beside what is chosen already, each file once. */
function add(files: File[]): void {
  const same = (a: File, b: File) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
  choose([...chosen, ...files.filter((file) => !chosen.some((other) => same(file, other)))]);
}

function choose(files: File[]): void {
  chosen = files;
  chosenList.hidden = files.length === 0;
  chosenList.replaceChildren(...files.map(chosenItem));
  titleField.hidden = files.length > 1;
  submit.textContent = files.length > 1 ? `Upload ${counted(files.length, 'video')}` : 'Upload';
}

function chosenItem(file: File): HTMLLIElement {
  const item = document.createElement('li');
  const name = document.createElement('span');
  name.dir = 'auto';
  name.textContent = file.name;
  const length = document.createElement('small');
  length.textContent = size(file.size);
  const remove = document.createElement('button');
  remove.type = 'button';
  remove.className = 'plain';
  remove.textContent = 'Remove';
  remove.setAttribute('aria-label', `Remove ${file.name}`);
  remove.addEventListener('click', () => {
    const at = chosen.indexOf(file);
    choose(chosen.filter((other) => other !== file));
    (chosenList.querySelectorAll('button')[Math.min(at, chosen.length - 1)] ?? picker).focus();
  });
  item.append(name, length, remove);
  return item;
}

function start(files: File[]): void {
  const fields = new FormData(form);
  const title = files.length === 1 ? String(fields.get('title') ?? '').trim() : '';
  const description = String(fields.get('description') ?? '').trim();
  const visibility = String(fields.get('visibility') ?? '');
  const tags = String(fields.get('tags') ?? '').trim();
  const category = String(fields.get('category') ?? '');
  element('uploads').hidden = false;
  for (const file of files) {
    const row = new Row(file, { title, description, visibility, tags, category, ...watermark.fields() }, done, enqueue);
    document.querySelector('.uploads')?.prepend(row.element);
    enqueue(row);
  }
}

function enqueue(row: Row): void {
  waiting.push(row);
  next();
}

function done(row: Row): void {
  const at = waiting.indexOf(row);
  if (at >= 0) {
    waiting.splice(at, 1);
  } else {
    running--;
  }
  next();
}

function next(): void {
  while (running < AT_ONCE && waiting.length > 0) {
    running++;
    waiting.shift()?.start();
  }
}

window.addEventListener('beforeunload', (event) => {
  if (running > 0) {
    event.preventDefault();
  }
});

function element<E extends HTMLElement = HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}
