#pragma once
// What a test expects of a file: a sheet, or the defect it is refused with.

#include <gtest/gtest.h>

#include "server/sheets/sheet.h"

namespace quaywatt::server {

inline Sheet sheet_of(const std::string& bytes) {
  auto read = read_sheet(bytes);
  const auto* defect = std::get_if<SheetDefect>(&read);
  EXPECT_EQ(defect, nullptr) << defect->place << " " << defect->en;
  return defect ? Sheet{} : std::get<Sheet>(std::move(read));
}

inline SheetDefect defect_of(const std::string& bytes) {
  const auto read = read_sheet(bytes);
  const auto* defect = std::get_if<SheetDefect>(&read);
  EXPECT_NE(defect, nullptr);
  return defect ? *defect : SheetDefect{};
}

}  // namespace quaywatt::server
