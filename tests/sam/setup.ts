import { proofsPython } from '../../tools/python-home';

export default function setup(): void {
  proofsPython();
}
