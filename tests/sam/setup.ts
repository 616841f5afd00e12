import { installTools } from './python';

export default installTools;
