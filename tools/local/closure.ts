import { createRequire } from 'node:module';
import { root } from './paths.js';
import { Halt } from './say.js';

/** The parts of npm's own model of an installed tree that are used here. */
interface TreeNode {
  name: string;
  version: string;
  location: string;
  realpath: string;
  isLink: boolean;
  isWorkspace: boolean;
  target: TreeNode;
  edgesOut: Map<string, { name: string; type: string; spec: string; to: TreeNode | null; optional: boolean }>;
}

interface Arborist {
  loadActual(): Promise<TreeNode & { workspaces: Map<string, string> | null; inventory: Map<string, TreeNode> }>;
}

/** What a service needs at run time. */
export interface Closure {
  version: string;
  /** Packages that the service's own code imports, with their exact versions. */
  direct: Record<string, string>;
  /** Every package, by its place below the root: `node_modules/a/node_modules/b`. */
  packages: Map<string, { name: string; version: string; folder: string }>;
}

const atRunTime = new Set(['prod', 'optional', 'peer', 'workspace']);

/** Walks the production dependencies of a workspace, through our own libraries, over what npm has installed. */
export async function closureOf(workspace: string, path = root): Promise<Closure> {
  const { Arborist } = createRequire(import.meta.url)('@npmcli/arborist') as {
    Arborist: new (options: { path: string }) => Arborist;
  };
  const tree = await new Arborist({ path }).loadActual();
  const start = [...tree.inventory.values()].find(
    (node) => !node.isLink && node.isWorkspace && node.location === workspace,
  );
  if (!start) throw new Halt(`npm does not know the workspace ${workspace}: run "npm install" once and try again.`);

  const closure: Closure = { version: start.version, direct: {}, packages: new Map() };
  const seen = new Set<TreeNode>();
  const visit = (from: TreeNode) => {
    if (seen.has(from)) return;
    seen.add(from);
    for (const edge of from.edgesOut.values()) {
      if (!atRunTime.has(edge.type)) continue;
      const to = edge.to?.isLink ? edge.to.target : edge.to;
      if (!to) {
        if (edge.optional) continue;
        throw new Halt(
          `${from.name} needs ${edge.name}@${edge.spec}, which is not installed: run "npm install" and try again.`,
        );
      }
      if (!to.isWorkspace) {
        if (from.isWorkspace) closure.direct[to.name] = to.version;
        // One bundle has one folder of packages: a version that only one library sees could not be found from it.
        if (!to.location.startsWith('node_modules/')) {
          throw new Halt(
            `${to.name} is installed in ${to.location} because our packages ask for different versions of it: make them ask for one.`,
          );
        }
        closure.packages.set(to.location, { name: to.name, version: to.version, folder: to.realpath });
      }
      visit(to);
    }
  };
  visit(start);
  closure.direct = Object.fromEntries(Object.entries(closure.direct).sort(([a], [b]) => (a < b ? -1 : 1)));
  return closure;
}
