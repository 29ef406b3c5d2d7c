#pragma once
// One line of an activity file as an interval the method can use, or the column and reason why not.

#include <optional>
#include <string>
#include <unordered_map>
#include <variant>

#include "domain/emissions/activity_method.h"
#include "server/cli/inventory_columns.h"
#include "server/cli/inventory_fields.h"

namespace quaywatt::server {

/// Why a row is refused, in order of precedence within a row.
enum class RowFaultKind : std::uint8_t {
  too_long, open_quote, field_count, missing, not_a_number, not_whole, out_of_range, unknown_word, unknown_ship_type,
  not_a_date, not_a_time, not_utf8, overlap, draught_above_maximum,
  refused  ///< the method refuses it, see `refusal`
};

struct RowFault {
  RowFaultKind kind{};
  std::optional<ActivityColumn> column;
  std::string value;  ///< as it stood, cut to kMaxShownBytes
  double min = 0;     ///< out_of_range
  double max = 0;
  domain::EmissionRefusal refusal{};

  static constexpr std::size_t kMaxShownBytes = 60;
};

struct ActivityRow {
  std::string_view id;         ///< as it stood in the file, quotes and all
  domain::ActivityInterval interval;
  std::string_view waterway;   ///< UTF-8
  std::string_view vessel_id;
  std::optional<domain::Instant> start;
};

class RowParser {
 public:
  /// Both must outlive the parser.
  RowParser(const ActivityHeader& header, const domain::FactorSet& factors);

  /// Views of the row live until the next call and as long as `line` does.
  std::variant<ActivityRow, RowFault> parse(std::string_view line);

 private:
  struct Limits {
    double min;
    double max;
    bool above_min = false;  ///< min itself is not allowed
  };

  std::string_view value(ActivityColumn column) {
    const int place = places_[column];
    return place < 0 ? std::string_view{} : fields_.value(static_cast<std::size_t>(place));
  }
  std::optional<RowFault> split(std::string_view line);
  RowFault fault(RowFaultKind kind, ActivityColumn column);
  /// The readers leave their target empty for an empty field and set fault_ at a bad one (the first fault counts).
  void read(std::optional<double>& target, ActivityColumn column, const Limits& limits);
  void read_year(std::optional<int>& target, ActivityColumn column, int min, int max);
  template <typename Enum>
  void read_word(std::optional<Enum>& target, ActivityColumn column);
  void read_required(double& target, ActivityColumn column, const Limits& limits);

  void read_vessel(domain::VesselParticulars& vessel);
  void read_ship_class(domain::VesselParticulars& vessel);
  void read_optional_vessel(domain::VesselParticulars& vessel);
  void read_motion(domain::ActivityInterval& interval);
  void read_optional_motion(domain::ActivityInterval& interval);
  void read_place(ActivityRow& row);
  void read_time(ActivityRow& row);

  const ActivityHeader& header_;
  domain::By<ActivityColumn, int> places_;  ///< field of each column, -1 for none
  bool has_vessel_details_ = false;  ///< any column of read_optional_vessel
  bool has_motion_details_ = false;  ///< of read_optional_motion
  FieldSplitter fields_;
  std::optional<RowFault> fault_;
  std::unordered_map<std::string_view, domain::ShipClassIndex> ship_classes_;
};

}  // namespace quaywatt::server
