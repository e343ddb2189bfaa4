import type { JSX } from "preact";
import { sheet } from "../state/sheets.ts";
import { ClearSheet } from "./clear-sheet.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { RecordSheet } from "./record-sheet.tsx";

export function Sheets(): JSX.Element | null {
  switch (sheet.value) {
    case "keys":
      return <KeySheet />;
    case "clear":
      return <ClearSheet />;
    case "record":
      return <RecordSheet />;
    case null:
      return null;
  }
}
