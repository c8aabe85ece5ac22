import './player/strict-styles';
import './player/controls';
import { keepStage } from './player/stage';
import { offerSharing } from './share/share';

keepStage();
offerSharing();
