@echo off
rem Starts the local web site and opens it in the browser. Close this window to stop it.
cd /d "%~dp0"
if not exist app\Scripts\python.exe goto not_installed
app\Scripts\python -m reportmine serve
pause
exit /b 0
:not_installed
echo Not installed yet. Double-click install.bat first.
pause
exit /b 1
