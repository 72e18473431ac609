// GitHub's GraphQL API, as far as OneShot asks: checked and run by its own schema. GitHub answers a refusal with 200 and "errors".
import { readFileSync } from 'node:fs';
import { buildSchema, graphql, GraphQLError } from 'graphql';

const schemaFile = new URL('./node_modules/@octokit/graphql-schema/schema.graphql', import.meta.url);

export class GraphQl {
  constructor(emulator, repositories) {
    this.emulator = emulator;
    this.repositories = repositories;
  }

  async answer(user, { query, variables }) {
    // Read when it is first asked for; GitHub's file defines two fields twice, so it can't be checked itself.
    this.schema ??= buildSchema(readFileSync(schemaFile, 'utf8'), { assumeValid: true, assumeValidSDL: true });
    return graphql({ schema: this.schema, source: query, variableValues: variables, rootValue: { viewer: { login: user.login }, node: ({ id }) => this.edited(user, id), markPullRequestReadyForReview: ({ input }) => this.markReady(user, input.pullRequestId) } });
  }

  // Who edited it last; a bot is called without its "[bot]" here.
  edited(user, nodeId) {
    const issue = this.emulator.store.issues.all().find((one) => one.node_id === nodeId);
    const row = issue ?? this.emulator.store.comments.all().find((one) => one.node_id === nodeId);
    if (!row) throw new GraphQLError(`Could not resolve to a node with the global id of '${nodeId}'`);
    const repository = [...this.repositories.values()].find((one) => one.row.id === row.repo_id);
    repository.used.push({ job: user.job, permission: 'issues=read' });
    const editor = row.edited_by ? { __typename: row.edited_by.endsWith('[bot]') ? 'Bot' : 'User', login: row.edited_by.replace('[bot]', '') } : null;
    return { __typename: issue ? 'Issue' : 'IssueComment', lastEditedAt: row.edited_at ?? null, editor };
  }

  markReady(user, nodeId) {
    const pull = this.emulator.store.pullRequests.all().find((one) => one.node_id === nodeId);
    if (!pull) throw new GraphQLError(`Could not resolve to a node with the global id of '${nodeId}'`);
    const repository = [...this.repositories.values()].find((one) => one.row.id === pull.repo_id);
    if ((user.permissions.pull_requests ?? 'write') !== 'write') throw new GraphQLError('Resource not accessible by integration');
    repository.used.push({ job: user.job, permission: 'pull_requests=write' });
    repository.requests.push({ method: 'POST', path: `/graphql#markPullRequestReadyForReview/${pull.number}`, body: '', status: 200, violations: [], login: user.login });
    this.emulator.store.pullRequests.update(pull.id, { draft: false });
    return { pullRequest: { isDraft: false } };
  }
}
