#!/bin/sh
# Builds the build, only when one of its sources changed, then becomes it.
# Standard output, exit code, signals and quoting are the build's own.
set -eu

root=$(cd "$(dirname "$0")" && pwd)
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
    [ -z "$(find "$root/build" "$root/src" "$root/global.json" "$root/Directory.Build.props" "$root/Directory.Build.targets" \
        "$root/Directory.Packages.props" -newer "$host/.started" -print 2>/dev/null | head -n 1)" ]
}

unlock() { rm -rf "$hosts/lock"; }

# Two builds at once would write the same files: the second waits for the first, and then has nothing to do.
lock() {
    mkdir -p "$hosts"
    waited=0
    until mkdir "$hosts/lock" 2>/dev/null; do
        owner=$(cat "$hosts/lock/pid" 2>/dev/null || echo)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            say "removing the lock of $owner, which is gone"
            unlock
            continue
        fi
        [ "$waited" -gt 0 ] || say "waiting for another build${owner:+ ($owner)}"
        waited=$((waited + 1))
        if [ "$waited" -gt 600 ]; then
            say "the lock $hosts/lock is ten minutes old: remove it if no build runs"
            exit 3
        fi
        sleep 1
    done
    trap unlock EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    echo $$ >"$hosts/lock/pid"
}

rebuild() {
    command -v dotnet >/dev/null 2>&1 || { say "the .NET SDK is missing: install the version in global.json from https://dot.net/download"; exit 3; }
    say "building (the first time takes a while)"
    name=$(date +%Y%m%d-%H%M%S)-$$
    host=$hosts/$name
    mkdir -p "$host"
    : >"$host/.started"
    msbuild='env DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 dotnet msbuild -nologo -verbosity:quiet'
    if ! $msbuild "$root/build/Build.csproj" -restore >&2; then
        rm -rf "$host"
        say "the build does not build: see the lines above"
        exit 1
    fi
    # What runs is a copy: a rebuild can't pull it away.
    cp -Rp "$root/artifacts/bin/Build/debug/." "$host/"
    $msbuild "$root/build/precompile/Precompile.proj" -restore -t:Precompile "-p:Folder=$host" >/dev/null 2>&1 || say "starting without precompilation: its compiler could not be had"
    echo "$name" >"$hosts/current.$$"
    mv -f "$hosts/current.$$" "$hosts/current"
    # The last few stay for those that still run.
    (cd "$hosts" && ls -1dt 2*-* | tail -n +4 | while read -r old; do rm -rf "./$old"; done)
}

if ! is_fresh; then
    lock
    is_fresh || rebuild
    unlock
    trap - EXIT INT TERM
fi

exec dotnet "$host/Build.dll" "$@"
