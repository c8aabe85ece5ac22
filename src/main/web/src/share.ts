import { offerCopies } from './share/copy';

offerCopies();
