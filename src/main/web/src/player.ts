import './player/strict-styles';
import './player/controls';

export { Player } from './player/player';
