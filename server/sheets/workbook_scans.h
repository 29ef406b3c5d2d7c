#pragma once
// What the parts of a workbook say, part by part: its sheets, its shared texts, its date formats.

#include <string>
#include <vector>

#include "server/sheets/excel_date.h"
#include "server/sheets/xml_scan.h"

namespace quaywatt::server {

/// Of xl/workbook.xml.
struct WorkbookOutline {
  std::string sheet_name;   ///< the first sheet
  std::string relation_id;  ///< under which xl/_rels/workbook.xml.rels tells its part
  DateSystem dates = DateSystem::from_1900;
};

WorkbookOutline scan_outline(std::string_view part);

/// The part the relation names, within the package: "xl/worksheets/sheet1.xml"; empty when it names none.
std::string scan_relation(std::string_view part, const std::string& relation_id);

/// Of xl/sharedStrings.xml, in order; readings aids (phonetic) left out.
std::vector<std::string> scan_shared_texts(std::string_view part);

/// Of xl/styles.xml: for each cell style whether it shows a date.
std::vector<bool> scan_date_styles(std::string_view part);

/// All throw XmlBroken.

}  // namespace quaywatt::server
