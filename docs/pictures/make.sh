#!/bin/sh
# Makes the pictures of the terminal, the workbook and the document anew, from the demo's made-up county:
#     sh docs/pictures/make.sh
# Needs LibreOffice (soffice), poppler-utils (pdftoppm), ImageMagick (convert), a Chinese serif and a
# Chinese monospaced face;
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

# What `zlts status` shows in the middle of the year, on 80 columns.
{
    printf '<html><meta charset="utf-8"><pre style="font-family: Noto Sans Mono CJK SC; font-size: 9.5pt">'
    # LibreOffice makes blanks at a line's beginning too wide, unless they are Chinese ones
    sed 's/\&/\&amp;/g; s/</\&lt;/g; :more; s/^\(　*\)  /\1　/; t more' "$here/../../tests/golden/june-status.80.txt"
    printf '</pre></html>'
} > "$scratch/terminal.html"
soffice "-env:UserInstallation=file://$scratch/profile" --headless --convert-to pdf:writer_web_pdf_Export \
    --outdir "$scratch" "$scratch/terminal.html" > /dev/null
pdftoppm -f 1 -singlefile -png -r 130 "$scratch/terminal.pdf" "$scratch/terminal"
convert "$scratch/terminal.png" -trim -bordercolor white -border 16 -colors 32 "PNG8:$here/terminal.png"
ls -l "$here"/*.png
