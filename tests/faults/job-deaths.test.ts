import { describeFaults } from './every-call';

describeFaults('death');
describeFaults('throttle');
describeFaults('deadline before');
describeFaults('deadline after');
