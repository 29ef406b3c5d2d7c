#pragma once
// Reads one CSV file of a factor set, strictly: every fault is told with file and line, in Chinese and English.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/emissions/vocabulary.h"
#include "domain/time/instant.h"

namespace quaywatt::server {

struct FactorFile {
  std::string name;  ///< "epa-2022/nox.csv"
  std::string text;
};

struct FactorFault {
  std::string file;
  std::size_t line = 0;  ///< from 1; 0: the file or set as a whole
  std::string en;
  std::string zh;
};

/// "epa-2022/nox.csv:7: 单位不明 ... / unknown unit ..."
std::string to_text(const FactorFault& fault);

/// Collects faults; more than kMaxFaults are only counted.
class FactorFaults {
 public:
  static constexpr std::size_t kMaxFaults = 100;
  void add(FactorFault fault);
  const std::vector<FactorFault>& list() const { return list_; }

 private:
  std::vector<FactorFault> list_;
};

/// What a number of a column must be.
struct Quantity {
  std::string_view unit;
  double min = 0;
  double max = 0;
};

inline constexpr Quantity kShare{"share", 0, 1};

/// One row, read field by field; a fault makes the reader return empty and is reported once.
class FactorRow {
 public:
  FactorRow(const std::string& file, std::size_t line, const std::vector<std::string>& header,
            std::vector<std::string> fields, FactorFaults& faults);

  const std::string& text(std::string_view column) const;
  std::optional<double> number(std::string_view column, const Quantity& quantity) const;
  std::optional<int> year_or(std::string_view column, int when_empty) const;
  std::optional<bool> yes_no(std::string_view column) const;
  void fault(const std::string& en, const std::string& zh) const;
  /// Checks that the `unit` column says `unit`.
  bool has_unit(std::string_view unit) const;

  template <typename Enum>
  std::optional<Enum> word(std::string_view column) const {
    const auto value = domain::from_word<Enum>(text(column));
    if (!value) unknown_word(column);
    return value;
  }

  std::size_t line() const { return line_; }

 private:
  void unknown_word(std::string_view column) const;

  const std::string& file_;
  std::size_t line_;
  const std::vector<std::string>& header_;
  std::vector<std::string> fields_;
  FactorFaults& faults_;
};

/// A file with its header. Fields may be quoted; quotes inside are doubled; a field holds no line break.
class FactorCsv {
 public:
  /// Reports a missing or repeated column and rows of another length.
  FactorCsv(const FactorFile& file, const std::vector<std::string_view>& columns, FactorFaults& faults);
  FactorCsv(const FactorCsv&) = delete;  ///< rows refer to the header
  FactorCsv& operator=(const FactorCsv&) = delete;

  const std::vector<FactorRow>& rows() const { return rows_; }

 private:
  std::string name_;
  std::vector<std::string> header_;
  std::vector<FactorRow> rows_;
};

}  // namespace quaywatt::server
