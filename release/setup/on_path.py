"""Put a folder on the Windows user's own PATH, so that `zlts` is found in every new window."""

from __future__ import annotations

import sys


def with_folder(path: str, folder: str) -> str:
    """The PATH with the folder in it once, last where it is new."""
    parts = [part for part in path.split(";") if part]
    known = {part.rstrip("\\").lower() for part in parts}
    return ";".join(parts if folder.rstrip("\\").lower() in known else [*parts, folder])


def main(folder: str) -> None:
    """Change the user's PATH and tell the windows that are open."""
    if sys.platform != "win32":
        return
    import ctypes
    import winreg

    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, "Environment") as key:
        try:
            before, _ = winreg.QueryValueEx(key, "Path")
        except FileNotFoundError:
            before = ""
        after = with_folder(before, folder)
        if after != before:
            winreg.SetValueEx(key, "Path", 0, winreg.REG_EXPAND_SZ, after)
    all_windows, setting_changed, give_up_if_hung = 0xFFFF, 0x001A, 0x0002
    send = ctypes.windll.user32.SendMessageTimeoutW
    send(all_windows, setting_changed, 0, "Environment", give_up_if_hung, 5000, None)


if __name__ == "__main__":
    main(sys.argv[1])
