import { keepFresh } from './admin/fresh';
import { offerCopies } from './share/copy';

offerCopies();
if (document.querySelector('[data-fresh]')) {
  keepFresh(document.querySelector<HTMLButtonElement>('[data-action=refresh]'));
}
