import { countView } from './community/view';
import { keepStage } from './player/stage';

keepStage();
countView(document.getElementById('player')?.dataset['id'] ?? '', 'omit');
