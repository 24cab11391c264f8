#!/bin/sh
# Makes the pictures of the workbook and the document anew, from the demo's made-up county:
#     sh docs/pictures/make.sh
# Needs LibreOffice (soffice), poppler-utils (pdftoppm), ImageMagick (convert) and a Chinese serif face;
# zlts itself needs none of them.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
zlts=${ZLTS:-$here/../../.venv/bin/zlts}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What stands for the faces of GB/T 9704 where a machine lacks them.
cat > "$scratch/fonts.conf" <<'FONTS'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <alias binding="strong"><family>宋体</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
  <alias binding="strong"><family>仿宋_GB2312</family><prefer><family>仿宋</family><family>Noto Serif CJK SC</family></prefer></alias>
  <alias binding="strong"><family>楷体_GB2312</family><prefer><family>楷体</family><family>AR PL KaitiM GB</family></prefer></alias>
  <alias binding="strong"><family>黑体</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
  <alias binding="strong"><family>方正小标宋简体</family><prefer><family>宋体</family><family>Noto Serif CJK SC</family></prefer></alias>
</fontconfig>
FONTS

# picture REPORT-FILE NAME: the file's first page as NAME.png
picture() {
    FONTCONFIG_FILE="$scratch/fonts.conf" soffice "-env:UserInstallation=file://$scratch/profile" \
        --headless --convert-to pdf --outdir "$scratch" "$1" > /dev/null
    pdftoppm -f 1 -singlefile -png -scale-to-x 1000 -scale-to-y -1 "${1%.*}.pdf" "$scratch/$2"
    convert "$scratch/$2.png" -colors 64 "PNG8:$here/$2.png"
}

"$zlts" demo "$scratch/county" > /dev/null
for name in workbook.xlsx document.docx; do
    "$zlts" --ledger "$scratch/county/演示.db" report quarterly 2013Q2 -o "$scratch/$name" > /dev/null
    picture "$scratch/$name" "${name%.*}"
done
ls -l "$here"/*.png
