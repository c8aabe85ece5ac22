/**
 * Tells screen readers of media-chrome's elements what they are: it gives the captions button the state of a switch without
 * the role of one (WAI-ARIA 1.2, aria-checked), and puts buttons that are no menu items into menus.
 */
export function mendRoles(controller: Element): void {
  controller.querySelectorAll('media-captions-button').forEach((button) => button.setAttribute('role', 'switch'));
  controller.querySelectorAll('media-settings-menu, [slot=submenu]').forEach((menu) => {
    const back = menu.shadowRoot?.querySelector('button[part~=back]');
    back?.setAttribute('role', 'menuitem');
    // it shows the menu's title, which is to be in its name
    back?.setAttribute('aria-label', `${menu.querySelector('[slot=title]')?.textContent ?? ''}, back`);
  });
}
