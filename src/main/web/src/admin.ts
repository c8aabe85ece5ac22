import { keepFresh } from './admin/fresh';

keepFresh(document.querySelector<HTMLButtonElement>('[data-action=refresh]'));
