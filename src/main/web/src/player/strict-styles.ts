/**
 * Lets media-chrome live under a policy without inline styles.
 *
 * Its elements fill their shadow roots with markup that carries `<style>`, which `style-src 'self'` blocks. Here the
 * rules of such a style go into a constructed sheet, which is script, not markup, and an empty `<style>` stays behind:
 * media-chrome looks it up to write its measured positions through `sheet`.
 *
 * Must be imported before media-chrome.
 */
const markup = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, 'innerHTML');
if (!markup?.set) {
  throw new Error('shadow roots cannot be filled here');
}
const fill = markup.set;

function fillWithoutInlineStyles(root: ShadowRoot, html: string): void {
  const parsed = document.createElement('template');
  parsed.innerHTML = html;
  // declarative shadow roots: the elements make their own
  parsed.content.querySelectorAll('template[shadowrootmode]').forEach((t) => t.remove());
  const sheets = Array.from(parsed.content.querySelectorAll('style'), (style) => {
    const sheet = new CSSStyleSheet(style.media ? { media: style.media } : {});
    sheet.replaceSync(style.textContent ?? '');
    const marker = document.createElementNS('', 'style');
    for (const { name, value } of Array.from(style.attributes)) {
      marker.setAttribute(name, value);
    }
    Object.defineProperty(marker, 'sheet', { value: sheet });
    style.replaceWith(marker);
    return sheet;
  });
  fill.call(root, '');
  root.append(parsed.content);
  root.adoptedStyleSheets.push(...sheets);
}

Object.defineProperty(ShadowRoot.prototype, 'innerHTML', {
  ...markup,
  set(this: ShadowRoot, html: string) {
    fillWithoutInlineStyles(this, html);
  },
});
Object.defineProperty(ShadowRoot.prototype, 'setHTMLUnsafe', {
  configurable: true,
  value(this: ShadowRoot, html: string) {
    fillWithoutInlineStyles(this, html);
  },
});

export {};
