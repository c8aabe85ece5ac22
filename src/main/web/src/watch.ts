import { enhanceComments } from './community/comments';
import { countView } from './community/view';
import { keepStage } from './player/stage';
import { offerClip, offerSharing } from './share/share';

keepStage();
offerSharing();
offerClip();
enhanceComments();
countView(document.getElementById('player')?.dataset['id'] ?? '');
