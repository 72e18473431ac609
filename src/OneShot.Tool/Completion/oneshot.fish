# Completion of oneshot for fish: oneshot completion fish > ~/.config/fish/completions/oneshot.fish

# The one-shots of this repository's journal.
function __oneshot_ids
    set -l journal (git rev-parse --path-format=absolute --git-common-dir 2>/dev/null)/oneshot/journal
    for file in $journal/*.json
        string match -r '[0-9a-z]+(?=\.json$)' (string replace -r '.*/' '' $file | string match -r '^[0-9a-z]+\.json$')
    end
end

complete -c oneshot -f
complete -c oneshot -n __fish_use_subcommand -a '@WORDS@'
complete -c oneshot -n '__fish_seen_subcommand_from @WITH_ID@' -a '(__oneshot_ids)'
complete -c oneshot -n '__fish_seen_subcommand_from @WITH_FILE@' -F
complete -c oneshot -n '__fish_seen_subcommand_from completion' -a '@SHELLS@'
@VALUES@
