#!/bin/sh
# One line for each module while mvn -q -Pup builds. It names the module that comes next: Maven fetches all libraries
# of a module before it runs anything in it. Arguments: when Maven started (ms), the module that is built now, all
# modules in their order as Maven prints them ("MavenProject: group:artifact:version @ file").
started=$1 built=$2 last=runner-cli
count=0 total=0 next='' at=0 found=''
for word in $3; do
  case $word in
  *:*:*)
    artifact=${word#*:}
    artifact=${artifact%%:*}
    if [ "$found" ] && [ -z "$next" ] && [ $total = 0 ]; then
      next=$artifact at=$count
    fi
    [ "$artifact" = "$built" ] && found=yes
    [ "$artifact" = $last ] && total=$count
    count=$((count + 1))
    ;;
  esac
done
[ "$next" ] || exit 0
[ $at = 1 ] && echo 'Building Tributary. The first time Maven fetches 0.8 GB of libraries, which takes minutes.'
printf '  %4d s  module %d of %d: %s\n' $(($(date +%s) - started / 1000)) $at $total "$next"
