#compdef oneshot
# Completion of oneshot for zsh. In ~/.zshrc, after compinit: eval "$(oneshot completion zsh)"

# The one-shots of this repository's journal.
_oneshot_ids() {
    local journal=$(git rev-parse --path-format=absolute --git-common-dir 2>/dev/null)/oneshot/journal
    local -a ids=("$journal"/*.json(N:t:r))
    compadd -a ids
}

_oneshot() {
    local argument
    if [[ $PREFIX == --*=* ]]; then
        argument=${PREFIX%%=*}
        compset -P 1 '*='
        case $argument in
@VALUES@
            @IDS@) _oneshot_ids ;;
            @FILES@) _files ;;
        esac
        return
    fi

    if [[ $PREFIX == -* ]]; then
        local -a with=() without=()
        for argument in @ARGUMENTS@; do
            if [[ $argument == *= ]]; then with+=($argument); else without+=($argument); fi
        done
        compadd -S '' -a with
        compadd -a without
        return
    fi

    case ${words[CURRENT - 1]} in
        @WITH_ID@) _oneshot_ids ;;
        @WITH_FILE@) _files ;;
        completion) compadd -- @SHELLS@ ;;
        *) ((CURRENT == 2)) && compadd -- @WORDS@ ;;
    esac
}

(( $+functions[compdef] )) && compdef _oneshot oneshot
