#include "schema/wire/field_writer.h"

#include "schema/wire/line_codec.h"
#include "schema/wire/phases.h"

namespace quaywatt::wire {

void FieldWriter::phases(std::string_view name, const std::array<std::optional<std::int64_t>, 3>& values,
                         const Range& rule) {
  if (!values[0] && !values[1] && !values[2]) return;
  start(name);
  const PathStep step(context_, name);
  FieldWriter inside(out_, context_);
  for (std::size_t i = 0; i < values.size(); ++i) inside.optional(kPhases[i], values[i], rule);
  inside.close();
}

void FieldWriter::start(std::string_view name) {
  if (!first_) out_ += ',';
  first_ = false;
  append_json_string(out_, name);
  out_ += ':';
}

void FieldWriter::complain(const Complaint& complaint) {
  if (complaint) context_.fail("bad_value", "", *complaint);
}

void FieldWriter::write(const domain::Instant& value) {
  if (!is_writable(value)) context_.fail("bad_value", "", "时刻应在 1970 至 9999 年 / the instant is not in 1970–9999");
  append_json_string(out_, domain::format_instant(value));
}

void FieldWriter::write(const domain::Date& value) {
  if (!is_writable(value)) context_.fail("bad_value", "", "日期应在 1970 至 9999 年 / the date is not in 1970–9999");
  append_json_string(out_, domain::format_date(value));
}

void FieldWriter::write(const domain::Millis& value, const Range& rule) { write(value.count(), rule); }

void FieldWriter::write(const domain::Instant& value, const Range& rule) { write(value.time_since_epoch(), rule); }

void FieldWriter::write(const domain::LineRef& value) {
  const bool backwards = !context_.position || value < *context_.position;
  if (value.epoch == 0 || value.seq == 0) context_.fail("bad_value", "", "行号从 1 起 / references count from 1");
  if (!backwards) context_.fail("forward_reference", "", "只能引用之前的行 / only earlier lines can be referred to");
  append_json_string(out_, format_ref(value));
}

}  // namespace quaywatt::wire
