#!/bin/sh
# Builds the build, only when one of its sources changed, then becomes it.
# Standard output, exit code, signals and quoting are the build's own.
set -eu

script=$0
while [ -L "$script" ]; do
    link=$(readlink "$script")
    case $link in /*) script=$link ;; *) script=$(dirname "$script")/$link ;; esac
done
root=$(cd "$(dirname "$script")" && pwd)
hosts=$root/artifacts/host
ONESHOT_COMMAND=$0
export ONESHOT_COMMAND

say() { printf '%s\n' "build.sh: $*" >&2; }

# A folder's own time changes when a file in it comes or goes, so that deleting a source is noticed too.
is_fresh() {
    [ -r "$hosts/current" ] || return 1
    read -r name <"$hosts/current" || return 1
    host=$hosts/$name
    [ -f "$host/Build.dll" ] || return 1
    [ -z "$(find "$root/build" "$root/src" "$root/.github" "$root/global.json" "$root/Directory.Build.props" "$root/Directory.Build.targets" \
        "$root/Directory.Packages.props" -newer "$host/.started" -print 2>/dev/null | head -n 1)" ]
}

unlock() {
    [ -z "${ticker:-}" ] || kill "$ticker" 2>/dev/null || :
    rm -f "$hosts/lock"
}

# A process of another user can't be signalled, but is there.
is_gone() { [ -n "$1" ] && ! kill -0 "$1" 2>/dev/null && ! [ -d "/proc/$1" ] && ! ps -p "$1" >/dev/null 2>&1; }

# Two builds at once would write the same files: the second waits for the first, and then has nothing to do.
# The lock is a link to its owner's number, made or not made in one step.
lock() {
    mkdir -p "$hosts" 2>/dev/null && [ -w "$hosts" ] || { say "$hosts can't be written, and the build has to be built"; exit 3; }
    waited=0
    until ln -s $$ "$hosts/lock" 2>/dev/null; do
        owner=$(readlink "$hosts/lock" || echo)
        waited=$((waited + 1))
        if is_gone "$owner" && remove_lock_of "$owner"; then continue; fi
        [ "$waited" -gt 1 ] || say "waiting for another build${owner:+ ($owner)}"
        if [ "$waited" -gt 600 ]; then
            say "the lock $hosts/lock is ten minutes old: remove it if no build runs"
            exit 3
        fi
        sleep 1
    done
    trap unlock EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

# Only one may take away the lock of a process that is gone, and looks again before: it may have a new owner by now.
remove_lock_of() {
    if ln -s $$ "$hosts/lock.removal" 2>/dev/null; then
        if [ "$(readlink "$hosts/lock" || echo)" = "$1" ]; then
            say "removing the lock of $1, which is gone"
            unlock
        fi
        rm -f "$hosts/lock.removal"
        return 0
    fi
    if is_gone "$(readlink "$hosts/lock.removal" || echo)"; then rm -f "$hosts/lock.removal"; fi
    return 1
}

# Whoever runs a host has put its number there; an exec keeps it.
is_used() {
    for user in "$1/.users"/*; do
        [ -e "$user" ] && ! is_gone "${user##*/}" && return 0
    done
    return 1
}

took() { echo "$(($(date +%s) - began)) s"; }

# A minute of nothing looks as if it hung. Its sleep holds no stream that somebody reads to its end.
tick() { while sleep 30 >/dev/null 2>&1 </dev/null; do say "still $1 after $(took)"; done; }

# What would stop the command after all that is told before it.
check() {
    command -v git >/dev/null 2>&1 || { say "git is missing: install it, then type the same again"; exit 3; }
    for argument; do
        case $argument in
            --prompt= | --oneshot-prompt=)
                say "OS2002: The prompt from --prompt is empty or blank. Say in at least one word what should be done."
                exit 2
                ;;
            --prompt-file=- | --oneshot-prompt-file=-) ;;
            --prompt-file=* | --oneshot-prompt-file=*)
                [ -r "${argument#*=}" ] && continue
                say "OS2007: The prompt file '${argument#*=}' can't be read. Name a readable file; relative paths count from the folder you are in."
                exit 2
                ;;
        esac
    done
}

rebuild() {
    began=$(date +%s)
    if [ -r "$hosts/current" ]; then say "compiling the build, because a source changed"; else
        say "restoring and compiling the build, once: about a minute on two cores"
    fi
    name=$(date +%Y%m%d-%H%M%S)-$$
    host=$hosts/$name
    mkdir -p "$host/.users"
    : >"$host/.started"
    # A process of seconds does not profit from what the just-in-time compiler does a second time, and pays for a hardening
    # of its code's pages at each start.
    msbuild='env DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_TieredPGO=0 DOTNET_TC_CallCountThreshold=300 DOTNET_EnableWriteXorExecute=0 dotnet msbuild -nologo -verbosity:quiet -maxCpuCount -nodeReuse:false -terminalLogger:off'
    tick compiling &
    ticker=$!
    if ! $msbuild "$root/build/Build.csproj" -restore >&2; then
        rm -rf "$host"
        say "the build does not build: see the lines above"
        exit 1
    fi
    # What runs is a copy: a rebuild can't pull it away.
    cp -Rp "$root/artifacts/bin/Build/debug/." "$host/"
    [ "${ONESHOT_PRECOMPILE:-1}" = 0 ] || say "compiled after $(took); compiling ahead of time, for short starts"
    [ "${ONESHOT_PRECOMPILE:-1}" = 0 ] || $msbuild "$root/build/precompile/Precompile.proj" -restore -t:Precompile "-p:Folder=$host" >"$host/.precompile" 2>&1 || say "starting without precompilation, which takes longer each time; why is in $host/.precompile"
    kill "$ticker" 2>/dev/null || :
    ticker=
    say "ready after $(took)"
    echo "$name" >"$hosts/current.$$"
    mv -f "$hosts/current.$$" "$hosts/current"
    (cd "$hosts" && ls -1dt 2*-* | tail -n +3 | while read -r old; do is_used "$old" || rm -rf "./$old"; done)
}

# A user of a container may have no home that can be written, and .NET keeps its settings and packages in one.
if [ -z "${DOTNET_CLI_HOME:-}" ] && ! { [ -d "${HOME:-}" ] && [ -w "$HOME" ]; }; then
    DOTNET_CLI_HOME=$root/artifacts/home
    export DOTNET_CLI_HOME
    mkdir -p "$DOTNET_CLI_HOME" 2>/dev/null || :
fi

command -v dotnet >/dev/null 2>&1 || { say "the .NET SDK is missing: install the version in global.json from https://dot.net/download"; exit 3; }
if ! is_fresh; then
    check "$@"
    lock
    is_fresh || rebuild
    unlock
    trap - EXIT INT TERM
fi

(: >"$host/.users/$$") 2>/dev/null || :
exec dotnet "$host/Build.dll" "$@"
