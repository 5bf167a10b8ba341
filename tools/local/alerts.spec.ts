import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { root } from './paths.js';

type Rule = {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
};

const text = readFileSync(join(root, 'infra', 'monitoring', 'alerts.yml'), 'utf8');
const duration = /^(\d+[smhd])+$/;
const words = ['by', 'min', 'max', 'sum', 'count', 'increase', 'rate', 'offset', 'unless', 'or', 'and', 'on'];

/** What Prometheus would not load, or would load and never fire. */
function faultsOf(rules: string): string[] {
  const { groups, ...more } = parse(rules) as { groups: { name: string; rules: Rule[] }[] };
  const faults = Object.keys(more).map((key) => `${key} is not known`);
  const seen = new Set<string>();
  for (const rule of groups.flatMap((group) => group.rules)) {
    const bad = (what: string): void => void faults.push(`${rule.alert}: ${what}`);
    if (!/^[A-Z]\w+$/.test(rule.alert) || seen.has(rule.alert)) bad('its name is not one of its own');
    seen.add(rule.alert);
    for (const key of Object.keys(rule))
      if (!['alert', 'expr', 'for', 'labels', 'annotations'].includes(key)) bad(`${key} is not known`);
    if (rule.for !== undefined && !duration.test(rule.for)) bad(`${rule.for} is not a duration`);
    if (!['warning', 'critical'].includes(rule.labels['severity'] ?? '')) bad('its severity is neither of the two');
    for (const needed of ['summary', 'description', 'runbook']) if (!rule.annotations[needed]) bad(`no ${needed}`);
    for (const fault of faultsIn(rule)) bad(fault);
  }
  return faults;
}

function faultsIn({ expr, annotations }: Rule): string[] {
  const faults: string[] = [];
  let depth = 0;
  for (const sign of expr)
    depth = sign === '(' ? depth + 1 : sign === ')' && depth > 0 ? depth - 1 : sign === ')' ? NaN : depth;
  if (depth !== 0) faults.push('brackets do not match');
  for (const [, range] of expr.matchAll(/\[([^\]]*)\]|offset (\S+?)(?=[)\s])/g))
    if (range !== undefined && !duration.test(range)) faults.push(`${range} is not a duration`);
  if (!/(==|>|<|unless)/.test(expr)) faults.push('it compares nothing, so it always fires');
  const kept = new Set(
    [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list]) => list!.split(',').map((one) => one.trim())),
  );
  const bare = expr.replace(/\[[^\]]*\]|by \([^)]*\)|\b\d+[smhd]\b/g, ' ');
  for (const [name] of bare.matchAll(/[a-z_][a-z0-9_]*/gi))
    if (!words.includes(name) && !/^capdev_[a-z_]+$/.test(name)) faults.push(`${name} is not known`);
  for (const [, label] of Object.values(annotations)
    .join(' ')
    .matchAll(/\$labels\.(\w+)/g))
    if (!kept.has(label!)) faults.push(`the label ${label} does not survive the sum`);
  return faults;
}

describe('the alert rules', () => {
  it('can be loaded by Prometheus', () => {
    expect(faultsOf(text)).toEqual([]);
  });

  it.each([
    ['a misspelt function', 'min by (job, instance)', 'mni by (job, instance)', 'mni is not known'],
    ['a missing bracket', '(capdev_bus_connected) == 0', '(capdev_bus_connected == 0', 'brackets do not match'],
    ['a wrong duration', '[15m]', '[15 min]', '15 min is not a duration'],
    ['a misspelt key', '        for: 5m\n', '        fro: 5m\n', 'fro is not known'],
    ['a label that is gone', 'max by (job, topic)', 'max by (job)', 'the label topic does not survive'],
    ['no comparison', '(capdev_bus_connected) == 0', '(capdev_bus_connected)', 'it compares nothing'],
  ])('would be refused with %s', (_, right, mistake, fault) => {
    expect(text).toContain(right);
    expect(faultsOf(text.replace(right, mistake)).join()).toContain(fault);
  });

  it('each lead to a document of what to do', () => {
    const documents = [...text.matchAll(/runbook: (\S+)/g)].map(([, file]) => file!);
    expect(documents.length).toBeGreaterThan(5);
    for (const file of documents) expect([file, existsSync(join(root, file))]).toEqual([file, true]);
  });
});
