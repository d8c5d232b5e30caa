import type { AddCommand } from "./add-command.ts";
import { addBackupCommand } from "./backup/backup.ts";
import { addMoveCommand } from "./backup/move.ts";
import { addRestoreCommand } from "./backup/restore.ts";
import { addUpgradeCommand } from "./backup/upgrade.ts";
import { addCheckCommand } from "./check.ts";
import { addCrosswalkCommand } from "./crosswalk.ts";
import { addAuditCommand } from "./curation/audit.ts";
import { addCloseCommand } from "./curation/close.ts";
import { addEndCommand } from "./curation/end.ts";
import { addRecordCommand } from "./curation/record.ts";
import { addRegisterCommand } from "./curation/register.ts";
import { addRetractCommand } from "./curation/retract.ts";
import { addDiffCommand } from "./diff.ts";
import { addExportCommand } from "./export.ts";
import { addImportCommand } from "./import.ts";
import { addOrphansCommand } from "./orphans.ts";
import { addPathCommand } from "./path.ts";
import { addQueryCommand } from "./query.ts";
import { addSearchCommand } from "./search.ts";
import { addSeedCommand } from "./seed.ts";
import { addServeCommand } from "./serve.ts";
import { addShowCommand } from "./show.ts";
import { addSuccessionsCommand } from "./successions.ts";
import { addTokenCommand } from "./token.ts";

/** Every command, in the order of the help. */
export const commands: readonly AddCommand[] = [
  addServeCommand,
  addSeedCommand,
  addImportCommand,
  addQueryCommand,
  addSearchCommand,
  addOrphansCommand,
  addCheckCommand,
  addShowCommand,
  addPathCommand,
  addDiffCommand,
  addCrosswalkCommand,
  addSuccessionsCommand,
  addRecordCommand,
  addEndCommand,
  addRetractCommand,
  addRegisterCommand,
  addCloseCommand,
  addAuditCommand,
  addExportCommand,
  addBackupCommand,
  addRestoreCommand,
  addMoveCommand,
  addUpgradeCommand,
  addTokenCommand,
];
