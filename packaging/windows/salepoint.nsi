; The installer for Windows, for all users of a machine. Silent: salepoint-setup.exe /S [/D=folder]
;
;   makensis /DVERSION=... /DBUNDLE=folder /DINSTALLER=file salepoint.nsi

Unicode true
!include LogicLib.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\SalePoint"

Name "SalePoint ${VERSION}"
OutFile "${INSTALLER}"
InstallDir "$PROGRAMFILES64\SalePoint"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
ShowInstDetails nevershow

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; Windows lets nobody write to the file of a running program, which shows that it runs. Status 5.
!macro StopWhereItRuns folder
  ${If} ${FileExists} "${folder}\salepoint.exe"
    ClearErrors
    FileOpen $0 "${folder}\salepoint.exe" a
    ${If} ${Errors}
      SetErrorLevel 5
      MessageBox MB_OK|MB_ICONSTOP "SalePoint is running. Close it, then try again." /SD IDOK
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  SetShellVarContext all
  SetRegView 64
FunctionEnd

Function un.onInit
  SetShellVarContext all
  SetRegView 64
FunctionEnd

Section
  !insertmacro StopWhereItRuns "$INSTDIR"
  RMDir /r "$INSTDIR\_internal" ; nothing of an older release stays
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}\*"
  CreateShortcut "$SMPROGRAMS\SalePoint.lnk" "$INSTDIR\salepoint.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "SalePoint"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\salepoint.exe"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
SectionEnd

; Removes what was installed, by name. Books, journals and settings are in the folders of the people
; and of the machine, which are not touched.
Section "Uninstall"
  !insertmacro StopWhereItRuns "$INSTDIR"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\salepoint.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\SalePoint.lnk"
  DeleteRegKey HKLM "${UNINSTALL_KEY}"
  MessageBox MB_OK|MB_ICONINFORMATION "Books and unsent sales stay in each person's folder AppData\Local\salepoint. Install SalePoint again to send them." /SD IDOK
SectionEnd
