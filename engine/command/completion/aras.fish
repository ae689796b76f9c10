# Completion of `aras` for fish.

function __aras_runs
    aras log 2>/dev/null | awk '/^[^ ]/ && NR > 1 { print $1 }'
end

complete -c aras -f
complete -c aras -n __fish_use_subcommand -l help -d 'the commands'
complete -c aras -n __fish_use_subcommand -l version -d 'which version this is'
complete -c aras -n __fish_use_subcommand -a check -d 'say all that is wrong or doubtful'
complete -c aras -n __fish_use_subcommand -a show -d 'a model as a sheet or as a graph'
complete -c aras -n __fish_use_subcommand -a run -d 'play a scenario many times'
complete -c aras -n __fish_use_subcommand -a compare -d 'what differs under the same luck'
complete -c aras -n __fish_use_subcommand -a overview -d 'many scenarios against one'
complete -c aras -n __fish_use_subcommand -a claims -d 'what the model says to claims'
complete -c aras -n __fish_use_subcommand -a replay -d 'one world, event by event'
complete -c aras -n __fish_use_subcommand -a export -d 'a stored run for other programs'
complete -c aras -n __fish_use_subcommand -a log -d 'the stored runs, latest first'
complete -c aras -n __fish_use_subcommand -a verify -d 'play worlds again and compare the bits'
complete -c aras -n __fish_use_subcommand -a calibrate -d 'fit marginal rates'
complete -c aras -n __fish_use_subcommand -a help -d 'more of a command, setting or word'
complete -c aras -n __fish_use_subcommand -a version -d 'which version this is'

complete -c aras -n '__fish_seen_subcommand_from check show run compare overview claims replay calibrate' -F
complete -c aras -n '__fish_seen_subcommand_from export verify' -a '(__aras_runs)'
complete -c aras -n '__fish_seen_subcommand_from log' -a '(__fish_complete_directories)'
complete -c aras -n '__fish_seen_subcommand_from help' -a 'check show run compare overview claims replay export log verify calibrate help version'

complete -c aras -n '__fish_seen_subcommand_from check' -l resolved -d 'print it as one file'
complete -c aras -n '__fish_seen_subcommand_from check' -l all -d 'list the numbers graded C and D'
complete -c aras -n '__fish_seen_subcommand_from show' -l dot -d 'as a graph for Graphviz'
complete -c aras -n '__fish_seen_subcommand_from run compare overview claims calibrate' -s n -x -d 'how many worlds'
complete -c aras -n '__fish_seen_subcommand_from run compare overview claims' -l until -x -d 'until the error is at most this: X+-H'
complete -c aras -n '__fish_seen_subcommand_from run compare overview claims' -l max -x -d 'worlds at most'
complete -c aras -n '__fish_seen_subcommand_from check run compare overview claims replay calibrate' -l seed -x -d 'another luck'
complete -c aras -n '__fish_seen_subcommand_from check run compare overview claims replay calibrate' -l group -x -d 'worlds that share parameters'
complete -c aras -n '__fish_seen_subcommand_from check run compare overview claims replay' -l central -d 'no parameter is drawn'
complete -c aras -n '__fish_seen_subcommand_from run compare overview claims' -s j -x -d threads
complete -c aras -n '__fish_seen_subcommand_from run compare overview claims replay export log verify' -s o -x -a '(__fish_complete_directories)' -d 'where runs are stored'
complete -c aras -n '__fish_seen_subcommand_from run compare overview claims' -l on-failure -x -a 'record stop' -d 'at a world that cannot be played'
complete -c aras -n '__fish_seen_subcommand_from run compare overview claims' -l allow-mixed -d 'go on with other maths functions'
complete -c aras -n '__fish_seen_subcommand_from run compare export' -l json -d 'for programs'
complete -c aras -n '__fish_seen_subcommand_from run compare overview claims export' -l csv -d 'for programs'
complete -c aras -n '__fish_seen_subcommand_from run compare claims' -l all -d 'all outcomes, tracks and events'
complete -c aras -n '__fish_seen_subcommand_from run compare overview claims calibrate' -s q -l quiet -d 'no progress'
complete -c aras -n '__fish_seen_subcommand_from run compare overview claims' -l ascii -d 'no other signs'
complete -c aras -n '__fish_seen_subcommand_from export' -l table -x -a 'outcomes tidy parameters tracks events' -d 'which table'
complete -c aras -n '__fish_seen_subcommand_from export calibrate' -l to -r -F -d 'into a file'
complete -c aras -n '__fish_seen_subcommand_from verify' -l sample -x -d 'how many worlds to play again'
complete -c aras -n '__fish_seen_subcommand_from overview' -l of -x -d 'which outcomes'
