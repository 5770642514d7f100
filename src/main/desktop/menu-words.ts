import type { MenuLanguage } from '#shared/shell/shell-bridge.ts';

/** What the menu says. Electron's own labels are English everywhere, so each item is named here. */
export interface MenuWords {
  readonly file: string;
  readonly showDataFolder: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly resetZoom: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fullScreen: string;
  readonly reload: string;
  readonly developerTools: string;
  readonly help: string;
  readonly helpCenter: string;
  readonly protocol: string;
}

export const MENU_WORDS: Readonly<Record<MenuLanguage, MenuWords>> = {
  en: {
    file: '&File',
    showDataFolder: 'Show Data Folder',
    quit: 'Quit',
    edit: '&Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    view: '&View',
    resetZoom: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullScreen: 'Toggle Full Screen',
    reload: 'Reload',
    developerTools: 'Toggle Developer Tools',
    help: '&Help',
    helpCenter: 'Meisterplan Help Center',
    protocol: 'SCIM Protocol (RFC 7644)',
  },
  de: {
    file: '&Datei',
    showDataFolder: 'Datenordner anzeigen',
    quit: 'Beenden',
    edit: '&Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    view: '&Ansicht',
    resetZoom: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fullScreen: 'Vollbild ein/aus',
    reload: 'Neu laden',
    developerTools: 'Entwicklertools ein/aus',
    help: '&Hilfe',
    helpCenter: 'Meisterplan Help Center',
    protocol: 'SCIM-Protokoll (RFC 7644)',
  },
};
