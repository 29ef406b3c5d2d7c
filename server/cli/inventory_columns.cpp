#include "server/cli/inventory_columns.h"

#include "server/cli/inventory_fields.h"

namespace quaywatt::server {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string missing_columns(const ActivityHeader& header) {
  std::string missing;
  for (std::size_t i = 0; i < kRequiredColumns; ++i)
    if (!header.place.items[i])
      missing += (missing.empty() ? "" : ", ") + std::string(domain::Words<ActivityColumn>::list[i]);
  return missing;
}

}  // namespace

ActivityColumn size_column(domain::SizeUnit unit) {
  switch (unit) {
    case domain::SizeUnit::deadweight_t: return ActivityColumn::dwt;
    case domain::SizeUnit::gross_tonnage: return ActivityColumn::gt;
    case domain::SizeUnit::teu: return ActivityColumn::teu;
    case domain::SizeUnit::gas_m3: return ActivityColumn::gas_m3;
    case domain::SizeUnit::passengers: return ActivityColumn::passengers;
  }
  return ActivityColumn::dwt;
}

ActivityHeader read_activity_header(std::string_view line) {
  ActivityHeader header;
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  FieldSplitter splitter;
  if (!splitter.split(line)) {
    header.fault = "表头的引号未闭合或列过多 / the header has an open quote or too many columns";
    return header;
  }
  header.field_count = splitter.count();
  for (std::size_t i = 0; i < splitter.count(); ++i) {
    const std::string_view name = splitter.value(i);
    const auto column = domain::from_word<ActivityColumn>(name);
    if (!column) {
      header.ignored.emplace_back(name);
    } else if (header.has(*column)) {
      header.fault = "表头的列重复:" + std::string(name) + " / the header repeats column " + std::string(name);
    } else {
      header.place[*column] = static_cast<std::uint16_t>(i);
    }
  }
  if (const std::string missing = missing_columns(header); !missing.empty())
    header.fault = "表头缺少列:" + missing + " / the header lacks " + missing;
  return header;
}

}  // namespace quaywatt::server
