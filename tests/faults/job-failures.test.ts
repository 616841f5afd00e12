import { describeFaults } from './every-call';

describeFaults('error');
