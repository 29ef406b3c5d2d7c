#include "server/cli/inventory_writer.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace quaywatt::server {
namespace {

using domain::EngineGroup;
using domain::Pollutant;

/// Within these a plain decimal is at most 24 characters; outside, the shorter form with exponent is used.
constexpr double kPlainFrom = 1e-6;
constexpr double kPlainBelow = 1e15;

bool is_whole(double value) { return std::abs(value) < kPlainBelow && value == std::trunc(value); }

}  // namespace

void ByteSink::reserve(std::size_t bytes) {
  if (buffer_.size() - used_ < bytes) flush();
}

void ByteSink::put(std::string_view text) {
  reserve(text.size());
  std::memcpy(buffer_.data() + used_, text.data(), text.size());
  used_ += text.size();
}

void ByteSink::put(char letter) {
  reserve(1);
  buffer_[used_++] = letter;
}

void ByteSink::put_number(double value) {
  reserve(kMaxNumberBytes);
  char* const first = buffer_.data() + used_;
  char* const last = first + kMaxNumberBytes;
  const double size = std::abs(value);
  char* end = nullptr;
  if (is_whole(value)) {
    end = std::to_chars(first, last, static_cast<std::int64_t>(value)).ptr;
  } else if (size >= kPlainFrom && size < kPlainBelow) {
    end = std::to_chars(first, last, value, std::chars_format::fixed).ptr;
  } else {
    end = std::to_chars(first, last, value).ptr;
  }
  used_ = static_cast<std::size_t>(end - buffer_.data());
}

void ByteSink::flush() {
  file_.write(buffer_.data(), used_);
  used_ = 0;
}

void write_inventory_header(ByteSink& sink) {
  sink.put("id,sub_type,tier,aux_tier,propulsion_kw,load,mode,aux_kw,boiler_kw");
  for (std::string_view suffix : {"_g", "_propulsion_g"})
    for (std::string_view pollutant : domain::Words<Pollutant>::list) {
      sink.put(',');
      sink.put(pollutant);
      sink.put(suffix);
    }
  sink.put('\n');
}

void write_inventory_row(ByteSink& sink, std::string_view id, const domain::ActivityResult& result) {
  const auto number = [&sink](double value) {
    sink.put(',');
    sink.put_number(value);
  };
  const auto word = [&sink](std::string_view text) {
    sink.put(',');
    sink.put(text);
  };
  sink.put(id);
  word(result.bin->sub_type);
  word(domain::word_of(result.tier));
  word(domain::word_of(result.aux_tier));
  number(result.propulsion_kw);
  number(result.load);
  word(domain::word_of(result.mode));
  number(result.aux_kw);
  number(result.boiler_kw);
  for (Pollutant pollutant : domain::all_of<Pollutant>()) number(result.emissions.total(pollutant));
  for (Pollutant pollutant : domain::all_of<Pollutant>())
    number(result.emissions.grams[EngineGroup::propulsion][pollutant]);
  sink.put('\n');
}

}  // namespace quaywatt::server
