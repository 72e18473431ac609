using System.Globalization;
using OneShot.Core.Text;
using static OneShot.OneShotError;

namespace OneShot.Core.Errors;

/// <summary>
/// Every expected error, one method each. The page of errors in the documentation is made by calling them.
/// </summary>
internal static partial class OneShotErrors
{
#pragma warning disable CS1591 // each message is its own documentation, and is printed in docs/errors.md

    /// <summary>What to do about a plan that a program of the user's own has written: it has no model to change.</summary>
    internal const string OwnPlan = "Let the program write what docs/agent-command.md says, then try again.";

    /// <summary>What to do about a work tree in which a task has failed that is to run again.</summary>
    internal const string LeftByTask =
        "Clear it first: git stash keeps what a task has left, git restore --staged --worktree :/ throws it away; then "
        + "type the same again.";

    private const string AnotherModel = "Try again, or use another model: --model=MODEL";

    private const string Command = CommandPlaceholder + " --target=OneShot";

    // OS1: a bug; the full trace is printed beside it.
    public static OneShotException Unexpected(string message) =>
        Error(1001, $"Internal error: {message}", "Report it with the stack trace.");

    public static OneShotException TaskFailed() => Error(1002, "A task of the build failed.", "See the lines above.");

    // OS2: the input is wrong, nothing was created.
    public static OneShotException PromptMissing() =>
        Error(
            2001,
            "No prompt was given.",
            $"Type: {Command} --prompt=\"what should be done\" (or --prompt-file=PATH, --prompt-file=- for standard "
                + $"input, ONESHOT_PROMPT)."
        );

    public static OneShotException PromptBlank(string source) =>
        Error(2002, $"The prompt from {source} is empty or blank.", "Say in at least one word what should be done.");

    public static OneShotException PromptSources(string first, string second) =>
        Error(
            2003,
            $"There are two prompts: one from {first}, one from {second}.",
            $"Keep one and leave the other out."
        );

    public static OneShotException PromptTooLong(string source, long limit) =>
        Error(
            2004,
            $"The prompt from {source} has more than {Number(limit)} bytes, the limit there.",
            "Shorten it, or put details into a file of the repository and name that file (--prompt-file takes up to "
                + "256 KiB)."
        );

    public static OneShotException PromptNotUtf8(string source, long offset) =>
        Error(
            2005,
            $"The prompt from {source} is not valid UTF-8 (byte {Number(offset)}).",
            "Save it as UTF-8, or pass it by --prompt-file=PATH."
        );

    public static OneShotException PromptControlCharacter(string source, string character, int line) =>
        Error(
            2006,
            $"The prompt from {source} holds the control character {character} in line {line}.",
            "Remove it; tab and newline are the only control characters a prompt may hold."
        );

    public static OneShotException PromptFileUnreadable(string path, string reason) =>
        Error(
            2007,
            $"The prompt file '{path}' can't be read: {reason}",
            "Name a readable file; relative paths count from the folder you are in."
        );

    public static OneShotException EditorFailed(string editor, string reason) =>
        Error(
            2008,
            $"The editor '{editor}' did not give a prompt: {reason}",
            $"Set VISUAL or EDITOR, or type: {Command} --prompt=\"…\""
        );

    public static OneShotException ModelUnknown(string model, string agent, string? nearest, string known) =>
        Error(
            2009,
            $"The agent {agent} has no model '{model}'.",
            nearest is null ? $"Use --model={known}." : $"Did you mean --model={nearest}? All of them: {known}."
        );

    public static OneShotException AgentUnknown(string agent, string? nearest, string known) =>
        Error(
            2010,
            $"There is no agent '{agent}'.",
            nearest is null ? $"Use --agent={known}." : $"Did you mean --agent={nearest}? All of them: {known}."
        );

    public static OneShotException ArgumentUnknown(string name) =>
        Error(2011, $"There is no argument --{name}.", $"See: {CommandPlaceholder}");

    public static OneShotException ArgumentMisspelt(string name, string nearest) =>
        Error(2012, $"There is no argument --{name}.", $"Did you mean --{nearest}?");

    public static OneShotException ArgumentRenamed(string argument, string instead) =>
        Error(2033, $"There is no {argument} any more.", instead);

    public static OneShotException ArgumentNeedsValue(string name) =>
        Error(2013, $"--{name} has no value.", $"Write it with an equals sign: --{name}=VALUE");

    public static OneShotException ArgumentInvalid(string name, string value, string expected) =>
        Error(2014, $"'{value}' is not a valid value for --{name}.", $"It takes {expected}.");

    public static OneShotException ArgumentsExclude(string first, string second) =>
        Error(2015, $"--{first} and --{second} can't be used together.", "Leave one of them out.");

    public static OneShotException ArgumentNeeded(string task, string name) =>
        Error(
            2016,
            $"{task} runs without the tasks before it and needs --{name}.",
            $"Add --{name}=VALUE, or --resume=ID of an earlier dispatch, or drop --exclusive."
        );

    public static OneShotException ExclusiveOneShot() =>
        Error(
            2017,
            "OneShot has no work of its own, so --exclusive leaves nothing to do.",
            $"Type: {Command} --prompt=\"…\" without --exclusive."
        );

    public static OneShotException BaseMissing(string name, string? remote) =>
        Error(
            2018,
            $"The branch '{name}' does not exist {(remote is null ? "in this repository" : "on " + remote)}.",
            remote is null
                ? "Name a branch of it: --base=NAME (git branch --all lists them)."
                : "Name a branch of the remote: --base=NAME, --ref=NAME."
        );

    public static OneShotException OneShotUnknown(string id, string known) =>
        Error(2019, $"There is no one-shot '{id}' in this repository.", $"Known here: {known}.");

    public static OneShotException TargetUnknown(string reason, string? next = null) =>
        Error(2020, $"The command line is not valid: {reason}", next ?? $"See: {CommandPlaceholder}");

    public static OneShotException OutputNeedsRunner() =>
        Error(
            2021,
            "--output=json needs a build that starts with RunOneShot(args).",
            "Use --result=PATH, which works under every host."
        );

    public static OneShotException ResumeSettled(string name) =>
        Error(
            2022,
            $"--{name} can't be changed on resume: the values of the dispatch apply.",
            "Leave it out, or dispatch it again."
        );

    public static OneShotException TargetMissing(string argument) =>
        Error(
            2023,
            $"--{argument} needs a target; nothing was done.",
            $"Type: {Command}{(argument == "prompts-file" ? "Batch" : "")} --{argument}=…"
        );

    public static OneShotException UndoNeedsOneShot(string id) =>
        Error(2024, "--undo removes a whole one-shot, and this is one of its steps.", $"Type: {Command} --undo={id}");

    // Installed is nothing where only the rehearsal is.
    public static OneShotException AgentToChoose(string installed, string install) =>
        Error(
            2025,
            installed.Length == 0
                ? "No coding agent was found on this machine."
                : "No agent was named, and OneShot does not choose one.",
            installed.Length == 0
                ? $"--agent=rehearsal tries everything without a model; or install one, such as: {install}"
                : $"Name one: --agent=NAME; installed: {installed}."
        );

    public static OneShotException AgentCommandMissing() =>
        Error(
            2026,
            "The agent 'command' has no command.",
            "Add --agent-command=\"PROGRAM …\": it gets its instructions on standard input."
        );

    public static OneShotException NotOfJobs(string name, string task) =>
        Error(2027, $"--{name} does not apply to {task}, a task of the workflow.", "Leave it out.");

    public static OneShotException OneShotToName(string task, string known) =>
        Error(
            2028,
            "Which one-shot is meant was not said.",
            $"Name one: {CommandPlaceholder} --target={task} --distinct-id=ID; known here: {known}."
        );

    public static OneShotException ReportOfNothing() =>
        Error(
            2031,
            "This repository has no local one-shot yet.",
            $"Make one: {Command} --forge=local --agent=rehearsal --prompt=\"…\""
        );

    public static OneShotException ReportElsewhere(string id, string url) =>
        Error(2032, $"The one-shot {id} is not a local one.", $"Its page is {url}");

    public static OneShotException ProjectToName(string found) =>
        Error(
            2029,
            $"More than one project could build the workflow's program: {found}.",
            $"Name it: {CommandPlaceholder} --target=OneShotInit --project=build/Build.csproj"
        );

    public static OneShotException WordUnknown(string word, string nearest) =>
        Error(
            2050,
            $"'{word}' is not a command.",
            $"Did you mean: {CommandPlaceholder} {nearest}? To use it as a prompt, type: {CommandPlaceholder} "
                + $"--prompt={ShellWord.Of(word)}"
        );

    public static OneShotException WordStrange(string word) =>
        Error(
            2051,
            $"'{word}' is not a command.",
            $"{CommandPlaceholder} --help shows them. To use it as a prompt, type: {CommandPlaceholder} "
                + $"--prompt={ShellWord.Of(word)}"
        );

    public static OneShotException WordTooMany(string word) =>
        Error(
            2052,
            $"Unexpected argument '{word}'.",
            $"Put a prompt into quotes: {CommandPlaceholder} \"what should be done\""
        );

    public static OneShotException WordNeedsMore(string word, string value) =>
        Error(2053, $"'{word}' needs an argument.", $"Type: {CommandPlaceholder} {ShellWord.Of(word)} {value}");

    public static OneShotException TopicUnknown(string asked, string? nearest) =>
        Error(
            2131,
            $"There is no help on '{asked}'.",
            (
                nearest is null
                    ? "All that there is: "
                    : $"Did you mean: {CommandPlaceholder} --target=OneShotHelp --topic={nearest}? All of it: "
            ) + $"{CommandPlaceholder} --target=OneShotHelp --all"
        );

    public static OneShotException OptionsUnreadable(string reason) =>
        Error(
            2080,
            $"The options of this run can't be read: {reason}",
            "They are one JSON document, such as {\"format\":1,\"sandbox\":\"required\"}; without any, leave the "
                + "input 'options' empty."
        );

    public static OneShotException OptionUnknown(string name, string nearest, string known) =>
        Error(
            2081,
            $"The options of this run hold '{name}', which this OneShot does not know.",
            $"Did you mean {nearest}? It knows {known}; if a newer OneShot dispatched this, bring trunk to the same "
                + $"version."
        );

    public static OneShotException OptionsNewer(string format, int known) =>
        Error(
            2082,
            $"The options of this run are of format {format}, and this OneShot reads format {Number(known)}.",
            "A newer OneShot dispatched this: bring trunk to the same version."
        );

    public static OneShotException RepositoryFileWrong(string path, int line, string reason) =>
        Error(
            2083,
            $"'{path}' on trunk, line {Number(line)}: {reason}",
            "Correct it on trunk; docs/oneshot-yaml.md shows what it may hold."
        );

    public static OneShotException RepositoryKeyUnknown(
        string path,
        int line,
        string key,
        string nearest,
        string known
    ) =>
        Error(
            2084,
            $"'{path}' on trunk, line {Number(line)}: there is no key '{key}'.",
            $"Did you mean {nearest}? {known}."
        );

    public static OneShotException RepositoryKeyRefused(string path, int line, string key, string reason) =>
        Error(
            2085,
            $"'{path}' on trunk, line {Number(line)}: '{key}' may not stand in this file: {reason}",
            "Take it out of the file."
        );

    public static OneShotException RepositoryFileNewer(string path, int line, string what, string least) =>
        Error(
            2086,
            $"'{path}' on trunk, line {Number(line)}: {what} needs {least}.",
            "Update OneShot here, or take it out of the file on trunk."
        );

    public static OneShotException RepositoryFileLoosened(
        string path,
        int line,
        string name,
        string value,
        string floor
    ) =>
        Error(
            2087,
            $"--{name}={value} is looser than what '{path}' on trunk, line {Number(line)}, sets: {floor}.",
            $"Leave --{name} out, or tighten it; what the file says is the floor, also for variables."
        );

    public static OneShotException RepositoryFileUntrusted(string path, string values) =>
        Error(
            2088,
            $"'{path}' on trunk would widen what an agent on this machine, or code that it wrote, may do, and nobody "
                + $"here has agreed to it yet: {values}.",
            "To agree, once for this repository and these values, add --trust-repository-file; or pass the values "
                + "yourself as arguments."
        );

    public static OneShotException ProtectUnreadable(string value) =>
        Error(
            2089,
            $"'{value}' is not a valid value for --protect.",
            "It takes KIND:POLICY, such as --protect=feeds:block; several have commas between them."
        );

    public static OneShotException ProtectKindUnknown(string kind, string nearest, string known) =>
        Error(
            2090,
            $"There is no kind of protected files '{kind}'.",
            $"Did you mean {nearest}? The kinds are {known}."
        );

    public static OneShotException ProtectPolicyUnknown(string policy, string nearest, string known) =>
        Error(2091, $"There is no policy '{policy}'.", $"Did you mean {nearest}? The policies are {known}.");

    public static OneShotException CommitsNotVerified(string forge) =>
        Error(
            2095,
            $"--verified-commits needs a workflow on GitHub: the forge {forge} signs none.",
            "Leave it out; PublishOneShot signs as your git does, where commit.gpgsign is set."
        );

    public static OneShotException ChecksNotHere(string forge, string mode) =>
        Error(
            2098,
            $"--verify=checks needs a forge on which CI runs: the forge {forge} has no checks that could be awaited.",
            $"Have the repository's own build and tests run: --verify={mode}"
        );

    public static OneShotException AgainToAgree(string id, string refused, string cost, string again) =>
        Error(
            2096,
            $"What was implemented for {id} would be refused again: {refused}. {cost}",
            $"To pay for another session, which knows what was refused, type: {again}; to have what is kept judged "
                + $"by another policy, at no cost, use --protect=KIND:POLICY instead of --again"
        );

    public static OneShotException PlanIssueIsPullRequest(string forge, int number) =>
        Error(
            CaughtCode.PlanIssueIsPullRequest,
            $"#{number.ToString(CultureInfo.InvariantCulture)} on the forge {forge} is a pull request, and a plan "
                + $"is written for an issue.",
            "Name an issue, or leave it out: --plan-issue=N"
        );

    public static OneShotException AgainAlone() =>
        Error(2097, "--again needs a one-shot to implement again.", $"Type: {Command} --resume=ID --again");

    public static OneShotException FailureFileMissing(string name, string pattern) =>
        Error(
            2040,
            $"No file matches --{name}={pattern}.",
            "Let the build write it first (dotnet test --logger trx, dotnet build -p:ErrorLog=FILE), or correct the "
                + "pattern: it counts from the folder you are in, * is any name, ** any folders."
        );

    public static OneShotException FailureFilesTooMany(string name, string pattern, int count, int limit) =>
        Error(2041, $"{count} files match --{name}={pattern}; the limit is {limit}.", "Name fewer of them.");

    public static OneShotException FailureFileUnreadable(string path, string format, string reason) =>
        Error(2042, $"'{path}' can't be read as {format}: {reason}", "Name files that the tools wrote to their end.");

    public static OneShotException NothingFailed(string sources) =>
        Error(
            2043,
            $"There is no failing test and no error in {sources}, so nothing was made.",
            "If something did fail, name the file that reports it: --from-trx, --from-junit, --from-sarif, "
                + "--from-log, --from-binlog."
        );

    public static OneShotException OnFailureNeedsFiles(string task) =>
        Error(
            2044,
            $"[OneShotOnFailure] on {task} names no files that report what failed.",
            "Give it FromTrx, FromJunit, FromSarif, FromLog or FromBinlog."
        );

    public static OneShotException FailuresNotCommitted(string files, string commit) =>
        Error(
            2120,
            $"What failed is in files that differ from the commit {commit}, so a branch would not hold it: {files}.",
            "Commit them, let the build run again, and try again; or dispatch anyway, without naming the commit "
                + "to the agent: --allow-dirty"
        );

    public static OneShotException NothingFailedInRest(string sources, int count, string path, string reason) =>
        Error(
            2121,
            $"There is no failing test and no error in what can be read of {sources}, and "
                + $"{(count == 1 ? "one file" : $"{count} files")} can't be read, such as '{path}': {reason}",
            "Let the build write them to their end, or name the others only; nothing was made."
        );

    public static OneShotException PromptsFileMissing() =>
        Error(
            2060,
            "OneShotBatch needs a file of prompts.",
            $"Type: {CommandPlaceholder} --target=OneShotBatch --prompts-file=PATH"
        );

    public static OneShotException PromptsFileUnreadable(string path, string reason) =>
        Error(
            2061,
            $"The prompts of '{path}' can't be read: {reason}",
            "Name a readable file: YAML, or JSON lines (.jsonl); relative paths count from the folder you are in."
        );

    public static OneShotException PromptsFileEmpty(string path) =>
        Error(
            2062,
            $"There is no prompt in '{path}', so nothing was made.",
            "Write a list into it, such as: - Add a --verbose flag"
        );

    public static OneShotException PromptsTooMany(string path, int limit) =>
        Error(2063, $"'{path}' holds more than {limit} prompts.", "Dispatch them in parts.");

    public static OneShotException PromptsEntryWrong(string path, int line, string reason) =>
        Error(
            2064,
            $"'{path}', line {line}: {reason}",
            "An entry is a text, or a mapping with prompt or prompt-file, and slug, model, agent, base, plan-issue; "
                + "nothing was made."
        );

    public static OneShotException PromptsTextUnclear(string path, int line, string reason, string instead) =>
        Error(2115, $"'{path}', line {line}: {reason}", $"Write {instead}; nothing was made.");

    public static OneShotException RepositoryFileMisnamed(string found, string path) =>
        Error(
            2116,
            $"Trunk has '{found}', which is not read: OneShot reads '{path}' only.",
            $"Type: git mv {found} {path} (on trunk, then commit and push); or remove it."
        );

    public static OneShotException PromptsKeyUnknown(string path, int line, string key, string nearest) =>
        Error(
            2065,
            $"'{path}', line {line}: there is no key '{key}'.",
            $"Did you mean '{nearest}'? A text with a colon and a blank in it stands in quotes; nothing was made."
        );

    public static OneShotException BatchNeedsTask(string task) =>
        Error(
            2066,
            $"--prompts-file is for OneShotBatch, and {task} does not read it.",
            $"Type: {CommandPlaceholder} --target=OneShotBatch --prompts-file=PATH"
        );

    public static OneShotException CheckoutNeedsTasks() =>
        Error(
            2067,
            "--checkout is for the tasks of a Cake Frosting build that follow, and here none does.",
            "Leave it out; your checkout is not touched."
        );

    public static OneShotException TasksLeftOut(string id, string resume) =>
        Error(
            2132,
            $"The one-shot {id} waits for tasks of its build between the steps, and its pull request would lack "
                + "what they commit.",
            $"Take it up with them: {resume}"
        );

    // OS3: something around the command is missing.
    public static OneShotException GitMissing() =>
        Error(3001, "git was not found.", "Install git 2.31 or newer and put it on the PATH.");

    public static OneShotException NotARepository(string folder) =>
        Error(3002, $"'{folder}' is not in a git repository.", "Change into one, or name it: --working=PATH");

    public static OneShotException RepositoryRefused(string reason) =>
        Error(3003, $"git refuses to use this repository: {reason}", "Do what git says there, then try again.");

    public static OneShotException IdentityMissing() =>
        Error(
            3004,
            "git does not know who you are.",
            "Type: git config --global user.name \"Your Name\" && git config --global user.email you@example.com"
        );

    public static OneShotException RemoteMissing(string name) =>
        Error(
            CaughtCode.RemoteMissing,
            $"There is no remote '{name}'.",
            $"Type: git remote add {ShellWord.Of(name)} ADDRESS (or use --remote=NAME)."
        );

    public static OneShotException RemoteUnreachable(string address, string reason) =>
        Error(
            CaughtCode.RemoteUnreachable,
            $"git can't reach {address}: {reason}",
            $"Check it with: git ls-remote {ShellWord.Of(address)}"
        );

    public static OneShotException RemoteAuthentication(string address) =>
        Error(
            CaughtCode.RemoteAuthentication,
            $"git was denied access to {address}.",
            "Type: gh auth setup-git (or set up a credential helper or an SSH key)."
        );

    public static OneShotException TokenMissing(string host) =>
        Error(
            CaughtCode.TokenMissing,
            $"There is no token for {host}.",
            $"Type: gh auth login --hostname {ShellWord.Of(host)} (or set GH_TOKEN; GH_ENTERPRISE_TOKEN for a server "
                + "of your own)."
        );

    public static OneShotException RepositoryUnnamed(string address, bool hasHost = true, bool mayBeLocal = false) =>
        Error(
            3009,
            $"Owner and name of the repository can't be read from '{address}'.",
            hasHost
                ? "Add --repo=OWNER/NAME."
                : "It is a folder and no GitHub server: "
                    + (mayBeLocal ? "use --forge=local, which needs no server, or " : "")
                    + "name a remote that is a GitHub: --remote=NAME"
        );

    public static OneShotException ForgeUnreachable(string host, string what, string reason) =>
        Error(
            CaughtCode.ForgeUnreachable,
            $"{host} could not be reached to {what}: {reason}",
            "Check the network and try again."
        );

    public static OneShotException GitFailed(string command, string reason) =>
        Error(
            CaughtCode.GitFailed,
            $"git {command} failed: {reason}",
            $"Run it with --verbosity=diagnostic to see the whole command."
        );

    public static OneShotException HookRefused(string reason) =>
        Error(
            CaughtCode.HookRefused,
            $"Your pre-push hook refused the push: {reason}",
            "Do what the hook says, or skip it: --no-hooks"
        );

    public static OneShotException SigningFailed(string reason) =>
        Error(
            3013,
            $"The commit could not be signed: {reason}",
            "Check user.signingkey and gpg.program, or type: git config commit.gpgsign false"
        );

    public static OneShotException RemoteEmpty(string address) =>
        Error(3014, $"{address} has no branch to start from.", "Push a first commit, or name a branch: --base=NAME");

    public static OneShotException WorkflowMissing(string path, string reference) =>
        Error(
            CaughtCode.WorkflowMissing,
            $"'{path}' does not exist on '{reference}'.",
            $"Add the workflow to that branch, or name another: --workflow=FILE"
        );

    public static OneShotException WorkflowUnreadable(string path, string reason) =>
        Error(
            CaughtCode.WorkflowUnreadable,
            $"'{path}' is not a workflow: {reason}",
            "Correct the file on the branch it is dispatched on."
        );

    public static OneShotException WorkflowWithoutDispatch(string path) =>
        Error(
            CaughtCode.WorkflowWithoutDispatch,
            $"'{path}' can't be started by hand.",
            "Give it the trigger: on: workflow_dispatch"
        );

    public static OneShotException WorkflowWithoutRunName(string path) =>
        Error(
            CaughtCode.WorkflowWithoutRunName,
            $"'{path}' has no run-name with the distinct id, so its run could not be found.",
            "Add to it: run-name: one-shot ${{ inputs.distinct_id }}"
        );

    public static OneShotException WorkflowLacksInputs(string path, string inputs) =>
        Error(
            CaughtCode.WorkflowLacksInputs,
            $"'{path}' does not declare the inputs {inputs}.",
            "Declare them under on.workflow_dispatch.inputs."
        );

    public static OneShotException WorkflowRequiresInputs(string path, string inputs) =>
        Error(
            CaughtCode.WorkflowRequiresInputs,
            $"'{path}' requires inputs that a one-shot does not have: {inputs}.",
            "Give them a default, or name another workflow: --workflow=FILE"
        );

    public static OneShotException JournalUnwritable(string path, string reason) =>
        Error(
            3021,
            $"The journal '{path}' can't be written: {reason}",
            "Make the folder writable, or room on its disk."
        );

    public static OneShotException TreeNotClean(string reason) =>
        Error(
            3022,
            $"--checkout needs a clean work tree: {reason}",
            "Commit or stash first, or leave --checkout out: then your checkout is not touched at all."
        );

    public static OneShotException WorkTreeMissing() =>
        Error(3023, "--checkout needs a work tree, and this repository is bare.", "Leave --checkout out.");

    public static OneShotException ResultUnwritable(string path, string reason) =>
        Error(3024, $"The result file '{path}' can't be written: {reason}", "Name a writable path: --result=PATH");

    public static OneShotException AddressInsecure(string address) =>
        Error(
            CaughtCode.AddressInsecure,
            $"No token is sent to {address}: it is not encrypted.",
            "Use an https address."
        );

    public static OneShotException ClientElsewhere(string client, string api) =>
        Error(
            3138,
            $"The GitHub client that was given speaks to {client}, and the remote's server is {api}.",
            $"Give it that address: new Connection(new ProductHeaderValue(\"NAME\"), new Uri(\"{api}\"))."
        );

    public static OneShotException RepositoryEmpty() =>
        Error(
            3027,
            "This repository has no commit to start from.",
            "Commit something first, or name a branch: --base=NAME"
        );

    public static OneShotException AgentMissing(string agent, string program, string install) =>
        Error(
            3028,
            $"The agent {agent} is not installed: there is no program '{program}' on the PATH.",
            $"Type: {install} (or use another: --agent=NAME)."
        );

    public static OneShotException RunnerFailed(string reason) =>
        Error(3029, $"The run could not be started: {reason}", "Fix what it names, then try again.");

    public static OneShotException JobTreeNotClean(string task, int count, string path) =>
        Error(
            3030,
            $"{task} needs a clean work tree, because what differs would be taken for the agent's: {count} files, "
                + $"such as {path}.",
            "Commit, ignore or remove them first."
        );

    public static OneShotException ReportUnwritable(string path, string reason) =>
        Error(3031, $"The report '{path}' can't be written: {reason}", "Make the folder writable.");

    public static OneShotException AgentTooOld(string agent, string version, string least, string install) =>
        Error(
            3032,
            $"The agent {agent} is too old: version {version} is installed, and {least} is the oldest that is supported.",
            $"Type: {install} (or use another: --agent=NAME)."
        );

    public static OneShotException AgentNotInstalled(string agent, string reason, string install) =>
        Error(
            3034,
            $"The agent {agent} could not be installed: {reason}",
            $"Check npm and its registry on the runner, or install the agent there: {install}"
        );

    public static OneShotException TokenMalformed(string source, string what) =>
        Error(
            3115,
            $"The token from {source} {what}, so it is not valid; it was not sent.",
            $"Set nothing but the token in {source}, or remove it and type: gh auth login"
        );

    public static OneShotException FileUnwritable(string path, string reason) =>
        Error(3033, $"'{path}' can't be written: {reason}", "Make the folder writable.");

    public static OneShotException ChecksFailed(int count, string names, bool isFixed = true) =>
        Error(
            3040,
            $"Checks failed: {count} ({names}).",
            isFixed
                ? $"Each says how to fix it; {CommandPlaceholder} --target=OneShotDoctor --fix fixes what it can."
                : "Each says how to fix it."
        );

    public static OneShotException SandboxMissing(string lack, string? fix, string weaker = "--sandbox=auto") =>
        Error(
            3060,
            $"The agent's session requires a sandbox, and none is available: {lack}.",
            $"Type: {fix ?? $"{CommandPlaceholder} --target=OneShotDoctor"} (or allow a weaker one: {weaker})."
        );

    public static OneShotException VerifySecretMissing(string name) =>
        Error(
            3061,
            $".oneshot/oneshot.yaml on trunk hands the variable {name} to what verifies, and it is not set.",
            $"Type: export {ShellWord.Of(name)}=…; in a workflow, gh secret set {ShellWord.Of(name)} and OneShotInit, which "
                + "writes it there."
        );

    public static OneShotException VerifySecretShort(string name) =>
        Error(
            3062,
            $"The variable {name}, which .oneshot/oneshot.yaml hands to what verifies, has fewer than 8 characters: it "
                + "could not be told from other words, and be taken out of what is published.",
            $"Give {name} a longer value."
        );

    public static OneShotException MSBuildTooOld(string version) =>
        Error(
            3041,
            $"OneShot.MSBuild needs MSBuild on .NET 10, and this is on .NET {version}.",
            "Build with dotnet build of the .NET SDK 10 or newer (see global.json); Visual Studio's own MSBuild is "
                + "another one."
        );

    public static OneShotException SandboxProxyFailed(string reason) =>
        Error(
            3070,
            $"The sandbox's proxy did not start: {reason}",
            "Check that node works here: node --version (or go without a sandbox: --sandbox=none)."
        );

    public static OneShotException SandboxProxyEnded() =>
        Error(
            3071,
            "The sandbox's proxy ended while the agent worked, and nothing can be reached without it.",
            "Try again; if it ends again, check whether this machine runs out of memory."
        );

    public static OneShotException WorkflowLacksOptions(string path, string what) =>
        Error(
            3080,
            $"'{path}' is from an earlier OneShotInit and takes no options, so {what} would not reach it.",
            $"Type: {CommandPlaceholder} --target=OneShotInit (it shows what differs, and keeps what you changed), "
                + $"then commit it to trunk."
        );

    public static OneShotException RepositoryFileNotHere(string path, string commit) =>
        Error(
            CaughtCode.RepositoryFileNotHere,
            $"'{path}' of trunk ({commit}) can't be read in this job.",
            $"The workflow has to check out trunk's .oneshot folder beside the branch. Type: {CommandPlaceholder} "
                + $"--target=OneShotInit, then commit it to trunk."
        );

    public static OneShotException ConsentUnwritable(string path, string reason) =>
        Error(
            3082,
            $"Your consent can't be saved in '{path}': {reason}",
            "Make the folder writable, or pass the values yourself as arguments."
        );

    public static OneShotException WorkflowsNeedToken(string policy) =>
        Error(
            CaughtCode.WorkflowsNeedToken,
            $"With --protect=workflows:{policy} workflows may be delivered, and the token that a run brings itself "
                + $"can never push one.",
            "Make a token that may push workflows (a fine-grained one: Workflows, to write; a classic one: the "
                + "scope workflow), and save it as the secret ONESHOT_TOKEN; or leave workflows at block."
        );

    public static OneShotException WorkflowsNeedScope(string policy, string scopes) =>
        Error(
            3091,
            $"With --protect=workflows:{policy} workflows may be delivered, and the token that would push them has "
                + $"the scopes '{scopes}' without workflow.",
            "Give it the scope workflow, or leave workflows at block."
        );

    // OS4: the forge said no.
    public static OneShotException TokenRefused(string host, string what, string source) =>
        Error(
            CaughtCode.TokenRefused,
            $"{host} does not accept the token from {source} (401, {what}).",
            $"Set a valid one in {source}, or remove it and type: gh auth refresh --hostname {ShellWord.Of(host)}"
        );

    public static OneShotException Forbidden(string host, string what, string reason) =>
        Error(
            CaughtCode.Forbidden,
            $"{host} denied access (403, {what}): {reason}",
            "Give the token that permission, or use another."
        );

    public static OneShotException NotFound(string host, string what) =>
        Error(
            CaughtCode.NotFound,
            $"{host} found nothing (404, {what}).",
            "Check the name, and that the token may see the repository."
        );

    public static OneShotException Unprocessable(string host, string what, string reason) =>
        Error(
            CaughtCode.Unprocessable,
            $"{host} rejected the request (422, {what}): {reason}",
            "Correct what it names and try again."
        );

    public static OneShotException RateLimited(string host, string what, string until) =>
        Error(
            CaughtCode.RateLimited,
            $"The rate limit of {host} is exceeded ({what}) until {until}.",
            "Try again then."
        );

    public static OneShotException Gone(string host, string what) =>
        Error(
            CaughtCode.Gone,
            $"{host} no longer has it (410, {what}).",
            "Check that issues and pull requests are enabled in the repository."
        );

    public static OneShotException ServerFailed(string host, string what, int status) =>
        Error(
            4007,
            $"{host} failed ({status}, {what}).",
            "Try again in a minute; see https://www.githubstatus.com for github.com."
        );

    public static OneShotException AnswerUnreadable(string host, string what, string reason) =>
        Error(
            CaughtCode.AnswerUnreadable,
            $"The answer of {host} can't be read ({what}): {reason}",
            "Try again; a proxy in between may be the cause."
        );

    public static OneShotException AnswerUnexpected(string host, string what, int status, string reason) =>
        Error(4009, $"{host} answered {status} ({what}): {reason}", "Try again.");

    public static OneShotException PushRefused(string branch, string reason) =>
        Error(4010, $"The remote refused the branch {branch}: {reason}", "Check the branch rules of the repository.");

    public static OneShotException PushNotAllowed(string repository) =>
        Error(
            CaughtCode.PushNotAllowed,
            $"The token may not push to {repository}.",
            "Ask for write access, or use a token that has it."
        );

    public static OneShotException RepositoryArchived(string repository) =>
        Error(
            CaughtCode.RepositoryArchived,
            $"{repository} is archived and takes no changes.",
            "Unarchive it, or name another: --repo=OWNER/NAME"
        );

    public static OneShotException WorkflowDisabled(string workflow, string state) =>
        Error(
            CaughtCode.WorkflowDisabled,
            $"The workflow {workflow} is switched off ({state}).",
            $"Type: gh workflow enable {ShellWord.Of(workflow)}"
        );

    public static OneShotException WorkflowNotActive(string workflow, string repository) =>
        Error(
            CaughtCode.WorkflowNotActive,
            $"{repository} has no active workflow {workflow}.",
            "Put the file on the default branch, and check that Actions are enabled."
        );

    public static OneShotException PlanOfStranger(
        string where,
        string how,
        string who,
        string repository,
        string implement
    ) =>
        Error(
            4016,
            $"The plan in {where} was {how} by {who}, who may not write to {repository}, so it is not implemented.",
            $"Read it; if it is what you want, put it into an issue of your own, and type: {implement}"
        );

    public static OneShotException PlanIssueMissing(string forge, int number, bool mayBeHidden) =>
        Error(
            CaughtCode.PlanIssueMissing,
            $"There is no issue #{number.ToString(CultureInfo.InvariantCulture)} on the forge {forge}"
                + (mayBeHidden ? ", or the token may not see it." : "."),
            "Name an issue that is there, or leave it out: --plan-issue=N"
        );

    public static OneShotException Conflicting(string host, string what, string reason) =>
        Error(4015, $"{host} reported a conflict (409, {what}): {reason}", "Try again.");

    // OS5: something exists, moved or is locked.
    public static OneShotException NamesTaken(string branch) =>
        Error(5001, $"The branch {branch} and its next 98 names exist already.", "Use another name: --slug=TEXT");

    public static OneShotException BranchMoved(string branch, string? place = null, string? look = null) =>
        Error(
            CaughtCode.BranchMoved,
            $"The branch {branch} is not where this one-shot left it{(place is null ? "" : ": " + place)}.",
            "Look at it first; it was not touched." + (look is null ? "" : " Type: " + look)
        );

    public static OneShotException Locked(string id) =>
        Error(
            5003,
            $"Another process is working on the one-shot {id}.",
            "Wait for it to end, or stop it where it runs: Ctrl+C."
        );

    public static OneShotException AlreadyUndone(string id) =>
        Error(5004, $"The one-shot {id} was undone.", $"Dispatch it again: {Command} --prompt=\"…\"");

    public static OneShotException KeyTaken(string id) =>
        Error(5005, $"Another idempotency key has the same id {id}.", "Change the key by a character.");

    public static OneShotException RestoreBlocked(string previous, string reason) =>
        Error(
            5006,
            $"'{previous}' could not be checked out again: {reason}",
            $"Commit or stash what is in the way, then type: {CommandPlaceholder} --target=RestoreBranch"
        );

    public static OneShotException JournalDamaged(string path, string reason) =>
        Error(
            5007,
            $"The journal '{path}' can't be read: {reason}",
            "Move the file away; what it recorded is on the remote."
        );

    public static OneShotException NothingToFinish(string id, string what) =>
        Error(5008, $"The one-shot {id} can't be finished: {what}", $"Remove what is left: {Command} --undo={id}");

    public static OneShotException KeyUsedAnew(string id) =>
        Error(
            5009,
            $"The idempotency key of {id} has since been used again on another machine.",
            "Undo it there, or in a clone that has no journal of it; nothing was touched."
        );

    public static OneShotException UndoneButBranch(string branch, string remove) =>
        Error(
            5010,
            $"The pull request is closed and nothing runs any more, but the branch {branch} has other commits and was "
                + "kept.",
            $"Look at it; to remove it, type: {remove}"
        );

    public static OneShotException PublishedAlready(string id, string where) =>
        Error(5011, $"The one-shot {id} already has a pull request: {where}", "Nothing has to be published.");

    public static OneShotException NotFinished(string id, string state, string finish) =>
        Error(
            5012,
            $"The one-shot {id} is not finished ({state}), so there is nothing to publish.",
            $"Finish it: {finish}"
        );

    public static OneShotException BaseNotPushed(string branch) =>
        Error(
            5013,
            $"The one-shot stands on commits of '{branch}' that are not on the remote, and would publish them along.",
            $"Push them first: git push origin {ShellWord.Of(branch)}"
        );

    public static OneShotException FilesKept(string files) =>
        Error(
            CaughtCode.FilesKept,
            $"Changed by hand, and not overwritten: {files}; the other files were written.",
            $"Look at the differences above; to overwrite them, type: {CommandPlaceholder} --target=OneShotInit --force"
        );

    public static OneShotException PullRequestClosed(int number) =>
        Error(
            5015,
            $"The pull request #{number} was closed, so nothing more is done for it.",
            "Reopen it and run this again, or dispatch it again."
        );

    public static OneShotException PullRequestOfAnother(int number, string found, string branch) =>
        Error(
            5017,
            $"The pull request #{number} is of the branch '{found}', not of '{branch}', so nothing is done.",
            "Name a branch and its own pull request: --branch-name=BRANCH --pr-number=N"
        );

    public static OneShotException PlanChanged(string where, string edit, string next) =>
        Error(5018, $"The plan in {where} was changed after it was registered: {edit}. It is not implemented.", next);

    public static OneShotException BranchGone(string branch) =>
        Error(5016, $"The branch {branch} is gone.", $"Dispatch it again: {Command} --prompt=\"…\"");

    public static OneShotException UndoneButCheckedOut(string branch) =>
        Error(
            5020,
            $"The pull request is closed and nothing runs any more, but the branch {branch} is checked out and was kept.",
            $"Check out another branch there, then undo it again, or type: git branch -D {ShellWord.Of(branch)}"
        );

    public static OneShotException RefInTheWay(string name) =>
        Error(
            5021,
            $"The remote has a ref {name}, so none can be created below it, and an idempotency key needs one.",
            $"Look whose it is, and remove or rename it: git push REMOTE --delete {ShellWord.Of(name)}"
        );

    public static OneShotException ResultToTake(string branch, string result) =>
        Error(
            5022,
            $"The branch {branch} moved on while its result waited, and does not contain all of it.",
            $"Type: git switch {ShellWord.Of(branch)} && git merge {ShellWord.Of(result)}"
        );

    // OS6: the agent or the plan failed.
    public static OneShotException RunFailed(string url, string conclusion) =>
        Error(
            CaughtCode.RunFailed,
            $"The run ended with '{conclusion}': {url}",
            "Read the pull request's last comment, or the run's log."
        );

    public static OneShotException RunnerLost(string log) =>
        Error(6002, "The run's process ended unexpectedly.", $"Its log is {log}");

    public static OneShotException AgentKeyMissing(string agent, string variables) =>
        Error(6003, $"The agent {agent} has no key.", $"Set {variables}, or log in with the agent's own program.");

    public static OneShotException AgentKeyRefused(string agent, string reason) =>
        Error(6004, $"The agent {agent} was not authenticated: {reason}", "Check its key.");

    public static OneShotException AgentOverloaded(string agent, string reason) =>
        Error(6005, $"The service of the agent {agent} is not available: {reason}", "Try again in a minute.");

    public static OneShotException AgentRefused(string agent, string reason) =>
        Error(
            6006,
            $"The agent {agent} declined the task: {reason}",
            "Say it differently, or use another model: --model=MODEL"
        );

    public static OneShotException AgentOutOfTurns(string agent) =>
        Error(6007, $"The agent {agent} used up its turns.", "Allow more: --max-turns=N");

    public static OneShotException AgentOutOfBudget(string agent) =>
        Error(6008, $"The agent {agent} used up its budget.", "Allow more: --max-cost-usd=N");

    public static OneShotException AgentFailed(string agent, string reason) =>
        Error(CaughtCode.AgentFailed, $"The agent {agent} failed: {reason}", "Read its log.");

    public static OneShotException PlanMissing(string agent, string? lastWords = null) =>
        Error(
            6010,
            $"The agent {agent} ended without writing .impl/plan.md and "
                + $".impl/plan-result.json{(lastWords is null ? "." : $": {lastWords}")}",
            "Read its log, and say in the prompt what is wanted."
        );

    public static OneShotException PlanInvalid(string reason) =>
        Error(6011, $"The plan is not usable: {reason}", AnotherModel);

    public static OneShotException PlanResultInvalid(string reason) =>
        Error(6012, $".impl/plan-result.json is not usable: {reason}", AnotherModel);

    public static OneShotException PromptChanged() =>
        Error(
            6013,
            "The branch's prompt is not the one that was dispatched.",
            $"Dispatch it again: {Command} --prompt=\"…\""
        );

    public static OneShotException PromptGone() =>
        Error(
            6018,
            "The branch holds no prompt any more: it was delivered already, or somebody removed it.",
            $"Dispatch it again: {Command} --prompt=\"…\""
        );

    public static OneShotException DeliveryRefused(string reason) =>
        Error(
            CaughtCode.DeliveryRefused,
            $"What the agent made is not delivered: {reason}",
            "Look at the run's log; the branch is as it was."
        );

    public static OneShotException PlanRejected(string reason) =>
        Error(6015, $"The planner rejected the prompt: {reason}", $"Say it differently: {Command} --prompt=\"…\"");

    public static OneShotException PhaseLost(string phase) =>
        Error(6016, $"The {phase} ended unexpectedly: it was cancelled, or its machine was lost.", "Run it again.");

    public static OneShotException AgentKilled(string agent, string signal) =>
        Error(
            CaughtCode.AgentKilled,
            $"The agent {agent} was killed from outside ({signal}).",
            "Look at what ends programs here, such as too little memory, then try again."
        );

    public static OneShotException NotVerified(string id, string line) =>
        Error(
            CaughtCode.NotVerified,
            $"{id} stays a draft, {line}.",
            $"Its pull request tells why. Verify it once more: {Command} --resume={id} (take it as it is: --verify=none)"
        );

    public static OneShotException TrunkNotGreen(string command, string how) =>
        Error(
            6022,
            $"Nothing is implemented, because trunk itself is red: {SafeText.Excerpt(command, 100)}, {how}.",
            "Mend trunk and dispatch again; --verify-baseline=auto takes it as it is."
        );

    // OS9: stopped.
    public static OneShotException Cancelled() => Error(9001, "Cancelled.", "Run the same command again.");

#pragma warning restore CS1591

    private static OneShotException Error(int code, string message, string next) =>
        Error($"OS{code.ToString(CultureInfo.InvariantCulture)}", message, next);

    private static OneShotException Error(string code, string message, string next) =>
        new(new OneShotError(code, message[^1] is '.' or '!' or '?' ? message : message + ".", next));

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
