# Builds the build, only when one of its sources changed, then runs it.
# Standard output and exit code are the build's own. Texts with quotes are safer in --prompt-file=PATH or ONESHOT_PROMPT:
# Windows PowerShell changes quotes inside of arguments.
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$hosts = Join-Path $root 'artifacts/host'
$env:ONESHOT_COMMAND = '.\build.ps1'

function Say([string] $text) { [Console]::Error.WriteLine("build.ps1: $text") }

# A folder's own time changes when a file in it comes or goes, so that deleting a source is noticed too.
function Find-FreshHost {
    $current = Join-Path $hosts 'current'
    if (-not (Test-Path $current)) { return $null }
    $name = (Get-Content -Path $current -TotalCount 1)
    $folder = Join-Path $hosts $name
    $started = Join-Path $folder '.started'
    if (-not (Test-Path (Join-Path $folder 'Build.dll')) -or -not (Test-Path $started)) { return $null }
    $since = (Get-Item -Force $started).LastWriteTimeUtc
    $inputs = 'build', 'src', '.github', 'global.json', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props' | ForEach-Object { Join-Path $root $_ }
    foreach ($item in @(Get-Item $inputs) + @(Get-ChildItem -Recurse -Force (Join-Path $root 'build'), (Join-Path $root 'src'), (Join-Path $root '.github'))) {
        if ($item.LastWriteTimeUtc -gt $since) { return $null }
    }
    return $folder
}

function Test-Used([string] $folder) {
    try { [IO.File]::Open((Join-Path $folder 'Build.dll'), 'Open', 'ReadWrite', 'None').Dispose(); return $false }
    catch [IO.IOException] { return $true }
}

function Build-Host {
    if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
        Say 'the .NET SDK is missing: install the version in global.json from https://dot.net/download'
        exit 3
    }
    Say 'building (the first time takes a while)'
    $name = (Get-Date -Format 'yyyyMMdd-HHmmss') + "-$PID"
    $folder = Join-Path $hosts $name
    New-Item -ItemType Directory -Force $folder | Out-Null
    New-Item -ItemType File -Force (Join-Path $folder '.started') | Out-Null
    & dotnet msbuild -nologo -verbosity:quiet (Join-Path $root 'build/Build.csproj') -restore | ForEach-Object { [Console]::Error.WriteLine($_) }
    if ($LASTEXITCODE -ne 0) {
        Remove-Item -Recurse -Force $folder
        Say 'the build does not build: see the lines above'
        exit 1
    }
    # What runs is a copy: a rebuild can't pull it away.
    Copy-Item -Recurse -Force (Join-Path $root 'artifacts/bin/Build/debug/*') $folder
    if ($env:ONESHOT_PRECOMPILE -ne '0') { & dotnet msbuild -nologo -verbosity:quiet (Join-Path $root 'build/precompile/Precompile.proj') -restore -t:Precompile "-p:Folder=$folder" *> $null }
    if ($LASTEXITCODE -ne 0) { Say 'starting without precompilation: its compiler could not be had' }
    $temporary = Join-Path $hosts "current.$PID"
    Set-Content -Path $temporary -Value $name
    Move-Item -Force $temporary (Join-Path $hosts 'current')
    # Whoever runs a host has its program open.
    Get-ChildItem -Directory $hosts -Filter '2*-*' | Sort-Object LastWriteTimeUtc -Descending | Select-Object -Skip 2 | Where-Object { -not (Test-Used $_.FullName) } | Remove-Item -Recurse -Force -ErrorAction SilentlyContinue
    return $folder
}

$program = Find-FreshHost
if (-not $program) {
    New-Item -ItemType Directory -Force $hosts | Out-Null
    # Two builds at once would write the same files. The system lets go of a file when its process is gone.
    $lock = $null
    for ($waited = 0; -not $lock; $waited++) {
        try { $lock = [IO.File]::Open((Join-Path $hosts 'lock.file'), 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [IO.IOException] {
            if ($waited -eq 0) { Say 'waiting for another build' }
            if ($waited -gt 600) { Say 'another build has the lock for ten minutes'; exit 3 }
            Start-Sleep -Seconds 1
        }
    }
    try {
        $program = Find-FreshHost
        if (-not $program) { $program = Build-Host }
    }
    finally { $lock.Dispose() }
}

if ($MyInvocation.ExpectingInput) { $input | & dotnet (Join-Path $program 'Build.dll') @args }
else { & dotnet (Join-Path $program 'Build.dll') @args }
exit $LASTEXITCODE
