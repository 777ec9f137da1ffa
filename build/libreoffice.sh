#!/usr/bin/env bash
# Opens every workbook that the portal makes in LibreOffice (Debian: libreoffice-calc-nogui), and compares each cell with what was
# written. Needs a build. What LibreOffice makes of them (CSV of each sheet, PDF of each workbook) and how long it takes is left in
# artifacts/libreoffice.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf artifacts/libreoffice
mkdir -p artifacts/libreoffice
export SUPPORTCENTER_LIBREOFFICE="$PWD/artifacts/libreoffice"
dotnet test SupportCenter.Tests --no-build --nologo --filter "FullyQualifiedName~Reports.WorkbookTests"
cat artifacts/libreoffice/figures.txt
