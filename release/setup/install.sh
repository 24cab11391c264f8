#!/bin/sh
# Installs zlts from this folder alone, without a network: sh install.sh [FOLDER]
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
target=${1:-$HOME/.local/share/zlts}
# A pip.conf of this computer must not change what is installed.
PIP_CONFIG_FILE=/dev/null
export PIP_CONFIG_FILE

echo "安装 zlts @VERSION@：“群众满意零投诉”窗口竞赛"

python=
why=
for one in python3.13 python3.12 python3.11 python3; do
    "$one" "$here/setup/check.py" >/dev/null 2>&1
    found=$?
    if [ "$found" -eq 0 ]; then
        python=$one
        break
    fi
    if [ -z "$why" ] && [ "$found" -ge 11 ] && [ "$found" -le 14 ]; then
        why=$found
    fi
done

if [ -z "$python" ]; then
    case $why in
        12) echo "这台电脑上的 Python 是 32 位的，zlts 需要 64 位的 Python 3.11、3.12 或 3.13。" ;;
        13) echo "这台电脑上的 SQLite 太旧，zlts 需要 3.35 或更新的。" ;;
        14) echo "这台电脑上的 Python 缺少 venv 或 ensurepip，请先装上（例如 python3-venv）。" ;;
        11) echo "这台电脑上的 Python 版本不合用，zlts 需要 64 位的 Python 3.11、3.12 或 3.13。" ;;
        *) echo "这台电脑上还没有 Python，zlts 需要 64 位的 Python 3.11、3.12 或 3.13。" ;;
    esac
    echo "装好以后再运行一次 sh install.sh。现在没有装任何东西。"
    exit 1
fi >&2

if ! "$python" "$here/setup/check.py" "$here"; then
    echo "安装文件夹里有文件缺失或损坏，多半是没有拷完。"
    echo "请把整个文件夹重新拷一遍再试。现在没有装任何东西。"
    exit 1
fi >&2

if ! "$python" -m venv --clear "$target/venv"; then
    echo "不能在 $target 里安装，请换一个自己能写入的文件夹：sh install.sh 文件夹"
    exit 1
fi >&2

if ! "$target/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --no-index --find-links "$here/wheels" zlts==@VERSION@ || ! "$target/venv/bin/zlts" --version; then
    echo "没有装成，上面几行是原因，请交给维护人员。台账和登记文件都没有动过。" >&2
    exit 1
fi
cp "$here/手册.html" "$here/安装说明.txt" "$target/"

if [ -z "$1" ]; then
    mkdir -p "$HOME/.local/bin"
    ln -sf "$target/venv/bin/zlts" "$HOME/.local/bin/zlts"
    start=zlts
else
    start=$target/venv/bin/zlts
fi
echo "装好了。看一遍虚构的县：$start demo"
echo "在放台账的文件夹里开始：$start"
echo "手册：$target/手册.html"
