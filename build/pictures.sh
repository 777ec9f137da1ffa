#!/usr/bin/env bash
# Takes the pictures of docs/pictures again from demo data (needs Chromium, Poppler, and a build), and checks that each picture that the
# README and the gallery show is there. The printed record (record-pdf.png) is the one picture that is not taken here.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -f docs/pictures/*.webp
run() { dotnet test SupportCenter.Tests --no-build --nologo --filter "FullyQualifiedName~$1"; }
SUPPORTCENTER_PICTURES="$PWD/docs/pictures" run PicturesTests
rm -rf docs/pictures/papers
SUPPORTCENTER_PICTURES="$PWD/docs/pictures" run PaperPicturesTests
run DocumentTests.Every_picture
du -ch docs/pictures/*.webp | tail -1
