# Completion of oneshot for bash. In ~/.bashrc: eval "$(oneshot completion bash)"
_oneshot_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }

_oneshot_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

# The one-shots of this repository's journal.
_oneshot_ids() {
    local journal file ids=
    journal=$(git rev-parse --path-format=absolute --git-common-dir 2>/dev/null)/oneshot/journal
    for file in "$journal"/*.json; do
        file=${file##*/}
        [[ $file =~ ^[0-9a-z]+\.json$ ]] && ids+="${file%.json} "
    done
    _oneshot_words "$ids"
}

_oneshot() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} argument=
    COMPREPLY=()
    # An equals sign is a word of its own here.
    if [[ $current == "=" ]]; then
        argument=$before current=
    elif [[ $before == "=" ]]; then
        argument=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    if [[ -n $argument ]]; then
        case $argument in
@VALUES@
            @IDS@) _oneshot_ids ;;
            @FILES@) _oneshot_files ;;
        esac
        return
    fi

    case $current in
        -*)
            _oneshot_words "@ARGUMENTS@"
            [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
            ;;
        *)
            case $before in
                @WITH_ID@) _oneshot_ids ;;
                @WITH_FILE@) _oneshot_files ;;
                completion) _oneshot_words "@SHELLS@" ;;
                *) ((COMP_CWORD == 1)) && _oneshot_words "@WORDS@" ;;
            esac
            ;;
    esac
    return 0
}

complete -F _oneshot oneshot
