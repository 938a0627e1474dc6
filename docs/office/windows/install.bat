@echo off
rem Installs reportmine from the folder wheels beside this file. Needs Python, needs no network.
cd /d "%~dp0"
py -3.12 -m venv app
if errorlevel 1 goto no_python
app\Scripts\python -m pip install --no-index --find-links wheels "reportmine[web,formats,words]"
if errorlevel 1 goto failed
echo.
rem Chinese as escapes: a batch file in Chinese depends on the code page of the computer.
app\Scripts\python -c "print('\u5b89\u88c5\u597d\u4e86\u3002\u8bf7\u53cc\u51fb start.bat\u3002')"
pause
exit /b 0
:no_python
echo Python 3.12 was not found. Install it first, then double-click install.bat again.
pause
exit /b 1
:failed
echo The installation did not finish. Show this window to whoever prepared the folder.
pause
exit /b 1
