#pragma once
// The parts of a workbook's zip file that a register needs, unpacked within a limit.

#include <map>
#include <string>

#include "server/sheets/sheet.h"

namespace quaywatt::server {

/// By name within the package: "xl/workbook.xml".
using WorkbookParts = std::map<std::string, std::string>;

/// Parts below xl/ whose name ends with .xml or .rels. Nothing is written to a disk, so a name cannot lead anywhere
/// (zip slip). Refused: no zip, or more than `most_bytes` unpacked (a bomb).
std::variant<WorkbookParts, SheetDefect> unpack_workbook(const std::string& bytes,
                                                         std::size_t most_bytes = kSheetTextBytesMax);

}  // namespace quaywatt::server
