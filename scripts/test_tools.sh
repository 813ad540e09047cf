#!/bin/sh
# What only a few tests need and pip does not have: the ffmpeg program and a font with Japanese. Where they cannot be
# installed those tests are skipped, and say so.
set -u
command -v ffmpeg > /dev/null && command -v fc-list > /dev/null && fc-list :lang=ja | grep -q . && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  install="apt-get install -y -q --no-install-recommends ffmpeg fontconfig fonts-noto-cjk"
  export DEBIAN_FRONTEND=noninteractive
  $install > /dev/null 2>&1 || { apt-get update -q > /dev/null 2>&1; $install > /dev/null 2>&1; } && exit 0
fi
echo "ffmpeg or a font with Japanese is not here: tests that draw subtitles are skipped" >&2
