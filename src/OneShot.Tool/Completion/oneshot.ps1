# Completion of oneshot for PowerShell. In $PROFILE: oneshot completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName oneshot -ScriptBlock {
    param($current, $ast, $position)
    $values = @{
@VALUES@
    }
    $typed = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })

    # The one-shots of this repository's journal.
    $ids = {
        $git = git rev-parse --path-format=absolute --git-common-dir 2>$null
        if ($git) { Get-ChildItem "$git/oneshot/journal/*.json" -ErrorAction SilentlyContinue | ForEach-Object { $_.BaseName } }
    }
    $offers = if ($current -match '^(--[a-z0-9-]+)=') {
        $argument = $Matches[1]
        $found = if ('@IDS@' -split ' ' -contains $argument) { & $ids } elseif ($values.ContainsKey($argument)) { $values[$argument] -split ' ' } else { @() }
        $found | ForEach-Object { "$argument=$_" }
    }
    elseif ($current -like '-*') { '@ARGUMENTS@' -split ' ' }
    elseif ($typed.Count -gt 1 -and '@WITH_ID@' -split ' ' -contains $typed[-1]) { & $ids }
    elseif ($typed.Count -gt 1 -and $typed[-1] -eq 'completion') { '@SHELLS@' -split ' ' }
    elseif ($typed.Count -le 1) { '@WORDS@' -split ' ' }
    $offers | Where-Object { $_ -like "$current*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
