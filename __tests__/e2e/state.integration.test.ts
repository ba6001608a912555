import { keepsRooms } from './keeps-rooms';

describe('--data with dynalite', () => keepsRooms('dynalite'));
