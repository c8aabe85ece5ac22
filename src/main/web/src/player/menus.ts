/**
 * Takes out of the settings what leaves no choice, such as captions of a film that has none: an element without a place
 * in the menu is neither drawn nor reached by keys.
 */
export function offerOnlyChoices(menu: Element | null): void {
  menu?.querySelectorAll('media-settings-menu-item').forEach((item) => {
    const place = () => {
      if (Number(item.getAttribute('submenusize')) < 2) {
        item.slot = 'no-choice';
      } else {
        item.removeAttribute('slot');
      }
    };
    new MutationObserver(place).observe(item, { attributeFilter: ['submenusize'] });
    place();
  });
}
