import type { Finding } from './validator.ts';

/** Order of findings: by place as one reads the sources, then by node and property, the grave ones first. */
export function compareFindings(one: Finding, other: Finding): number {
  const [a, b] = [one.place, other.place];
  return (
    compareText(a?.file, b?.file) ||
    (a?.line ?? a?.row ?? 0) - (b?.line ?? b?.row ?? 0) ||
    compareText(a?.pointer, b?.pointer) ||
    compareText(one.focusNode, other.focusNode) ||
    compareText(one.path, other.path) ||
    severityOrder.indexOf(one.severity) - severityOrder.indexOf(other.severity) ||
    compareText(one.shape, other.shape) ||
    compareText(one.value, other.value)
  );
}

const severityOrder = ['violation', 'warning', 'info'];

/** Code point order; what is absent comes last. */
function compareText(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  return one < other ? -1 : 1;
}
