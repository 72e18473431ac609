# Builds the build, only when one of its sources changed, then runs it.
# Standard output, standard input, exit code and arguments are the build's own. Texts with quotes are safer in
# --prompt-file=PATH or ONESHOT_PROMPT where this is Windows PowerShell (5.1): it changes quotes inside of arguments.
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$hosts = Join-Path $root 'artifacts/host'
$onUnix = $PSVersionTable.PSVersion.Major -ge 6 -and -not $IsWindows
$env:ONESHOT_COMMAND = if ($onUnix) { './build.ps1' } else { '.\build.ps1' }
$OutputEncoding = New-Object System.Text.UTF8Encoding $false

function Say([string] $text) { [Console]::Error.WriteLine("build.ps1: $text") }

# A folder's own time changes when a file in it comes or goes, so that deleting a source is noticed too.
function Find-FreshHost {
    $current = Join-Path $hosts 'current'
    if (-not (Test-Path -LiteralPath $current)) { return $null }
    $name = Get-Content -LiteralPath $current -TotalCount 1
    $folder = Join-Path $hosts "$name"
    $started = Join-Path $folder '.started'
    if (-not (Test-Path -LiteralPath (Join-Path $folder 'Build.dll')) -or -not (Test-Path -LiteralPath $started)) { return $null }
    $since = (Get-Item -Force -LiteralPath $started).LastWriteTimeUtc
    foreach ($name in 'build', 'src', '.github', 'global.json', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props') {
        $path = Join-Path $root $name
        if (-not (Test-Path -LiteralPath $path)) { continue }
        if ((Get-Item -Force -LiteralPath $path).LastWriteTimeUtc -gt $since) { return $null }
        foreach ($item in Get-ChildItem -Recurse -Force -LiteralPath $path) { if ($item.LastWriteTimeUtc -gt $since) { return $null } }
    }
    return $folder
}

# Whoever runs a host has put its number there; on Windows its program is open as well.
function Test-Used([string] $folder) {
    $users = @(Get-ChildItem -Force -File -LiteralPath (Join-Path $folder '.users') -ErrorAction SilentlyContinue)
    foreach ($user in $users) { if (Get-Process -Id $user.Name -ErrorAction SilentlyContinue) { return $true } }
    try { [IO.File]::Open((Join-Path $folder 'Build.dll'), 'Open', 'ReadWrite', 'None').Dispose(); return $false }
    catch [IO.FileNotFoundException] { return $false }
    catch [IO.IOException] { return $true }
    catch [UnauthorizedAccessException] { return $true }
}

function Invoke-MSBuild([string[]] $arguments) {
    $env:DOTNET_NOLOGO = '1'
    $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
    & dotnet msbuild -nologo -verbosity:quiet -maxCpuCount -nodeReuse:false -terminalLogger:off $arguments
}

function Get-Took([datetime] $began) { '{0:0} s' -f ((Get-Date) - $began).TotalSeconds }

# What would stop the command after all that is told before it.
function Test-Typed([string[]] $typed) {
    if (-not (Get-Command git -CommandType Application -ErrorAction SilentlyContinue)) {
        Say 'git is missing: install it, then type the same again'
        exit 3
    }
    foreach ($argument in $typed) {
        if ($argument -match '^--(oneshot-)?prompt=$') {
            Say 'OS2002: The prompt from --prompt is empty or blank. Say in at least one word what should be done.'
            exit 2
        }
        if ($argument -match '^--(oneshot-)?prompt-file=(?<file>.+)$' -and $Matches.file -ne '-' -and -not (Test-Path -LiteralPath $Matches.file)) {
            Say "OS2007: The prompt file '$($Matches.file)' can't be read. Name a readable file; relative paths count from the folder you are in."
            exit 2
        }
    }
}

function Build-Host {
    $began = Get-Date
    Say $(if (Test-Path -LiteralPath (Join-Path $hosts 'current')) { 'compiling the build, because a source changed' }
        else { 'restoring and compiling the build, once: about a minute on two cores' })
    $name = (Get-Date -Format 'yyyyMMdd-HHmmss') + "-$PID"
    $folder = Join-Path $hosts $name
    New-Item -ItemType Directory -Force (Join-Path $folder '.users') | Out-Null
    New-Item -ItemType File -Force (Join-Path $folder '.started') | Out-Null
    # What a program writes to standard error is no error of this script.
    $ErrorActionPreference = 'Continue'
    Invoke-MSBuild @((Join-Path $root 'build/Build.csproj'), '-restore') | ForEach-Object { [Console]::Error.WriteLine($_) }
    if ($LASTEXITCODE -ne 0) {
        Remove-Item -Recurse -Force -LiteralPath $folder
        Say 'the build does not build: see the lines above'
        exit 1
    }
    # What runs is a copy: a rebuild can't pull it away.
    Get-ChildItem -Force -LiteralPath (Join-Path $root 'artifacts/bin/Build/debug') | Copy-Item -Recurse -Force -Destination $folder
    if ($env:ONESHOT_PRECOMPILE -ne '0') {
        Say "compiled after $(Get-Took $began); compiling ahead of time, for short starts"
        Invoke-MSBuild @((Join-Path $root 'build/precompile/Precompile.proj'), '-restore', '-t:Precompile', "-p:Folder=$folder") *> (Join-Path $folder '.precompile')
        if ($LASTEXITCODE -ne 0) { Say "starting without precompilation, which takes longer each time; why is in $(Join-Path $folder '.precompile')" }
    }
    Say "ready after $(Get-Took $began)"
    $temporary = Join-Path $hosts "current.$PID"
    [IO.File]::WriteAllText($temporary, "$name`n")
    Move-Item -Force -LiteralPath $temporary (Join-Path $hosts 'current')
    Get-ChildItem -Directory $hosts -Filter '2*-*' | Sort-Object LastWriteTimeUtc -Descending | Select-Object -Skip 2 |
        Where-Object { -not (Test-Used $_.FullName) } | Remove-Item -Recurse -Force -ErrorAction SilentlyContinue
    return $folder
}

# What was typed after the script's name. As PowerShell passes it on from a command line (-File), a text with a colon is two.
function Get-Typed {
    if ($typedInSession) { return , $passed }
    $line = [Environment]::GetCommandLineArgs()
    for ($i = 1; $i -lt $line.Count; $i++) {
        if (-not $line[$i].EndsWith('build.ps1', [StringComparison]::OrdinalIgnoreCase)) { continue }
        if ($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($line[$i]) -ne $PSCommandPath) { continue }
        return , @($line | Select-Object -Skip ($i + 1))
    }
    return , $passed
}

if (-not (Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue)) {
    Say 'the .NET SDK is missing: install the version in global.json from https://dot.net/download'
    exit 3
}
$typedInSession = $MyInvocation.Line -ne ''
$passed = @($args)
$typed = Get-Typed
$program = Find-FreshHost
if (-not $program) {
    Test-Typed $typed
    # Two builds at once would write the same files. The system lets go of a file when its process is gone.
    $lock = $null
    for ($waited = 0; -not $lock; $waited++) {
        try {
            New-Item -ItemType Directory -Force $hosts | Out-Null
            $lock = [IO.File]::Open((Join-Path $hosts 'lock.file'), 'OpenOrCreate', 'ReadWrite', 'None')
        }
        catch [UnauthorizedAccessException] { Say "$hosts can't be written, and the build has to be built"; exit 3 }
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

$dll = Join-Path $program 'Build.dll'
try { [IO.File]::WriteAllText((Join-Path $program ".users/$PID"), '') } catch { Write-Debug "nobody is told that $program is in use" }

# Started for nothing but this script, it becomes the build: signals reach that, as they do with build.sh.
$isWhole = -not $typedInSession -and -not ([Environment]::GetCommandLineArgs() -contains '-NoExit')
if ($onUnix -and $isWhole -and (Get-Command Switch-Process -ErrorAction SilentlyContinue)) {
    Switch-Process -WithCommand (@('dotnet', $dll) + $typed)
}

# In quotes an argument is itself: without them, PowerShell puts the names of files in the place of * and ~.
$words = for ($i = 0; $i -lt $typed.Count; $i++) { '"$($typed[{0}])"' -f $i }
# A script that names its input reads it, all of it and as text, also where nobody in this session has given it any.
$given = if ($MyInvocation.ExpectingInput) { Get-Variable -Name input -ValueOnly }
$from = if ($MyInvocation.ExpectingInput) { '$given | ' } else { '' }
$run = [scriptblock]::Create("param(`$given, `$typed) $from& dotnet `$dll $words")
$ErrorActionPreference = 'Continue'
& $run $given $typed
exit $LASTEXITCODE
