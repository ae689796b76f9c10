#!/usr/bin/env bash
# A lesson is whole: its files, their headings, one page for the student, an answer in the teacher's text
# for each task, and for each key a task; what it plays is sound.
set -uo pipefail
program=$(readlink -f "${ARAS:?the path of the program}")
cd "$(dirname "${BASH_SOURCE[0]}")/../../scenarios/lessons" || exit 2
mistakes=0
fault() {
    mistakes=$((mistakes + 1))
    echo "scenarios/lessons/$1"
}

# has_headings FILE HEADING...
has_headings() {
    local file=$1 heading
    shift
    for heading; do
        grep -qx "## $heading" "$file" || fault "$file: no heading '## $heading'"
    done
}

# tasks FILE: the numbers of the tasks that stand in bold, such as **3.**
tasks() {
    grep -o '\*\*[0-9][0-9]*\.\*\*' "$1" | tr -d '*.' | sort -nu
}

lessons=0
for lesson in [0-9][0-9]-*/; do
    lesson=${lesson%/}
    lessons=$((lessons + 1))
    for file in lesson.md student.md teacher.md questions.cfg answers.cfg; do
        [ -s "$lesson/$file" ] || { fault "$lesson: no $file"; continue 2; }
    done
    has_headings "$lesson/lesson.md" "What it is" "How it works" "Things to notice" "Things to try" \
        "Extending it"
    has_headings "$lesson/teacher.md" Goals "Prior knowledge" "Fifty minutes" "Model answers" \
        Misconceptions Debrief Rubric
    [ "$(wc -l <"$lesson/student.md")" -le 60 ] || fault "$lesson/student.md: more than a page of 60 lines"
    grep -v '^aras ' "$lesson/student.md" | awk 'length > 110 { long = 1 } END { exit long }' ||
        fault "$lesson/student.md: a line of more than 110 signs"
    [ "$(tasks "$lesson/student.md")" = "$(tasks "$lesson/teacher.md")" ] ||
        fault "$lesson: tasks of student.md and answers of teacher.md are not the same"
    while IFS= read -r task; do
        tasks "$lesson/student.md" | grep -qx "$task" ||
            fault "$lesson/answers.cfg: there is no task $task in student.md"
    done < <(sed -n 's/.*task = "\([^"]*\)".*/\1/p' "$lesson/answers.cfg")
    for file in "$lesson"/*.cfg; do
        case ${file##*/} in answers.cfg | questions.cfg) continue ;; esac
        "$program" check "$file" >/dev/null 2>&1 || fault "$file: aras check finds mistakes"
        grep -qF "${file##*/}" "$lesson"/*.md || fault "$file: no text of the lesson names it"
    done
    grep -qF "$lesson" README.md || fault "README.md: does not name $lesson"
done
echo "$lessons lessons, $mistakes mistakes"
[ "$lessons" -ge 8 ] && [ "$mistakes" -eq 0 ]
