@echo off
rem GB2312, whose second bytes are never signs of the command line: it is read as written under any code page.
setlocal
chcp 936 >nul 2>nul
set "HERE=%~dp0"
set "PYTHON="
set "WHY="
rem Python's install manager must not try the network.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
rem Nor may a pip.ini of this computer change what is installed.
set "PIP_CONFIG_FILE=nul"
set "PYTHONUTF8=1"

echo.
echo   安装 zlts @VERSION@：“群众满意零投诉”窗口竞赛
echo.

call :try py -3.13
call :try py -3.12
call :try py -3.11
call :try python
if not defined PYTHON goto unfit

%PYTHON% "%HERE%setup\check.py" "%HERE%."
if errorlevel 1 goto damaged

set "TARGET=%LOCALAPPDATA%\Programs\zlts"
if not "%~1"=="" set "TARGET=%~1"
if "%~1"=="" echo   装到哪个文件夹？直接按回车，就装到 %TARGET%
if "%~1"=="" set /p "TARGET=  > "
set "TARGET=%TARGET:"=%"

echo   正在安装，大约一分钟……
%PYTHON% -m venv --clear "%TARGET%\venv"
if errorlevel 1 goto nofolder
"%TARGET%\venv\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%HERE%wheels" zlts==@VERSION@
if errorlevel 1 goto failed
if not exist "%TARGET%\bin" mkdir "%TARGET%\bin"
copy /y "%TARGET%\venv\Scripts\zlts.exe" "%TARGET%\bin" >nul
if errorlevel 1 goto failed
copy /y "%HERE%手册.html" "%TARGET%" >nul
copy /y "%HERE%安装说明.txt" "%TARGET%" >nul
"%TARGET%\venv\Scripts\python.exe" "%HERE%setup\on_path.py" "%TARGET%\bin"
"%TARGET%\bin\zlts.exe" --version
if errorlevel 1 goto failed

echo.
echo   装好了。请关掉所有命令行窗口，重新打开一个，输入：
echo.
echo       zlts demo      用虚构的县看一遍全年
echo       zlts           在放台账的文件夹里开始
echo.
echo   手册在 %TARGET%\手册.html，双击就能看，也可以打印。
set "CODE=0"
goto end

:try
if defined PYTHON exit /b 0
%* "%HERE%setup\check.py" >nul 2>nul
set "FOUND=%errorlevel%"
if "%FOUND%"=="0" set "PYTHON=%*"
if defined WHY exit /b 0
if %FOUND% lss 11 exit /b 0
if %FOUND% gtr 14 exit /b 0
set "WHY=%FOUND%"
exit /b 0

:unfit
if "%WHY%"=="12" echo   这台电脑上的 Python 是 32 位的，zlts 需要 64 位的 Python 3.11、3.12 或 3.13。
if "%WHY%"=="13" echo   这台电脑上的 Python 所带的 SQLite 太旧，zlts 需要 3.35 或更新的。
if "%WHY%"=="14" echo   这台电脑上的 Python 是精简版，缺少 venv 或 ensurepip，装不了程序。
if "%WHY%"=="11" echo   这台电脑上的 Python 版本不合用，zlts 需要 64 位的 Python 3.11、3.12 或 3.13。
if not defined WHY echo   这台电脑上还没有 Python，zlts 需要 64 位的 Python 3.11、3.12 或 3.13。
echo.
if exist "%HERE%python\*.exe" echo   请先双击 python 文件夹里的安装程序，勾上 Add python.exe to PATH，
if not exist "%HERE%python\*.exe" echo   请让维护人员带来 Windows 64 位的 Python 安装程序，安装时勾上 Add python.exe to PATH，
echo   装完以后再双击一次 install.cmd。现在没有装任何东西。
set "CODE=1"
goto end

:damaged
echo   安装文件夹里有文件缺失或损坏，多半是没有拷完。
echo   请把整个文件夹重新拷一遍，再双击 install.cmd。现在没有装任何东西。
set "CODE=1"
goto end

:nofolder
echo.
echo   不能在 %TARGET% 里安装。
echo   请换一个自己能写入的文件夹再试；如果 zlts 正开着，先关掉它。
set "CODE=1"
goto end

:failed
echo.
echo   没有装成，上面几行是原因。
echo   请把它们拍下来交给维护人员。台账和登记文件都没有动过。
set "CODE=1"

:end
echo.
if "%~1"=="" pause
exit /b %CODE%
