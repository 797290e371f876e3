; A setup for Windows, by Inno Setup 6. Tried under Wine 8, for all users, with other programs in Ascribe's place: compiled (6.4.1),
; installed, and removed without a trace in the registry. Not tried: Windows, and a setup for one user (Wine lacks its folder).
;
;     iscc /DVersion=0.2.0 packaging\recipes\windows.iss        after packaging\bundle.py
;
; ascribe.exe opens the window without a console. ascribe.com is the same program with one: Windows takes it first when
; `ascribe` is typed, so that the command line prints.

#ifndef Version
  #error Name the version: /DVersion=0.2.0
#endif

[Setup]
AppId=io.github.ascribe.Ascribe
AppName=Ascribe
AppVersion={#Version}
AppPublisher=The Ascribe contributors
AppPublisherURL=https://github.com/ascribe/ascribe
DefaultDirName={autopf}\Ascribe
DefaultGroupName=Ascribe
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=Ascribe-{#Version}-setup
SetupIconFile=..\..\build\ascribe.ico
UninstallDisplayIcon={app}\ascribe.exe
ChangesAssociations=yes
ChangesEnvironment=yes
Compression=lzma2
SolidCompression=yes

[Tasks]
Name: path; Description: "Let `ascribe` be typed in a terminal"

[Files]
Source: "..\..\dist\ascribe\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Ascribe"; Filename: "{app}\ascribe.exe"

[Registry]
; .ascribe is ours; the other files that Ascribe reads stay with their programs, which have it under "Open with".
Root: HKA; Subkey: "Software\Classes\.ascribe"; ValueType: string; ValueData: "Ascribe.Library"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\Ascribe.Library"; ValueType: string; ValueData: "Ascribe library"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Ascribe.Library\DefaultIcon"; ValueType: string; ValueData: "{app}\ascribe.exe,0"
Root: HKA; Subkey: "Software\Classes\Ascribe.Library\shell\open\command"; ValueType: string; ValueData: """{app}\ascribe.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\ascribe.exe"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\ascribe.exe\shell\open\command"; ValueType: string; ValueData: """{app}\ascribe.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\ascribe.exe\SupportedTypes"; ValueType: string; ValueName: ".txt"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\ascribe.exe\SupportedTypes"; ValueType: string; ValueName: ".md"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\ascribe.exe\SupportedTypes"; ValueType: string; ValueName: ".html"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\ascribe.exe\SupportedTypes"; ValueType: string; ValueName: ".docx"; ValueData: ""
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: NotOnPath

[Code]
function NotOnPath: Boolean;
var
  Path: string;
begin
  Result := not RegQueryStringValue(HKCU, 'Environment', 'Path', Path)
    or (Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Path) + ';') = 0);
end;

// The registry's entries of a setup can add to a value, not take that away again.
procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path: string;
begin
  if (Step <> usPostUninstall) or not RegQueryStringValue(HKCU, 'Environment', 'Path', Path) then
    Exit;
  Path := Path + ';';
  if StringChangeEx(Path, ';' + ExpandConstant('{app}') + ';', ';', True) = 0 then
    Exit;
  Delete(Path, Length(Path), 1);
  if Path = '' then
    RegDeleteValue(HKCU, 'Environment', 'Path')
  else
    RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Path);
end;
