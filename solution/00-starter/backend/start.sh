#!/bin/sh
# Starts the backend as package.json says, without npm or a shell around it: node itself has to get the signal to
# stop, or the last spans are lost.
start=$(node -p "require('./package.json').scripts.start")
PATH="$PWD/node_modules/.bin:$PATH"
case "$start" in
  *'&&'* | *';'* | *'|'*) eval "$start" ;; # several commands: the shell has to stay
  *) eval "exec env $start" ;;
esac
