import './player/strict-styles';
import './player/controls';
import { keepStage } from './player/stage';

keepStage();
